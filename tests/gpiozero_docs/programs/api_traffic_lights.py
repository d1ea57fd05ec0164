"""Amber alone."""

from signal import pause

from gpiozero import TrafficLights

junction = TrafficLights(2, 3, 4)
junction.amber.on()

pause()
