"""A known motor board with direction pins: forwards."""

from signal import pause

from gpiozero import PololuDRV8835Robot

rover = PololuDRV8835Robot()
rover.forward()

pause()
