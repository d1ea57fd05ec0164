"""Another known motor board: forwards."""

from signal import pause

from gpiozero import CamJamKitRobot

rover = CamJamKitRobot()
rover.forward()

pause()
