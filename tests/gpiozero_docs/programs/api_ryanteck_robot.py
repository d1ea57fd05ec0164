"""A known motor board: forwards."""

from signal import pause

from gpiozero import RyanteckRobot

rover = RyanteckRobot()
rover.forward()

pause()
