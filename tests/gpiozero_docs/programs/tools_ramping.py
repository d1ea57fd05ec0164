"""Brighter and darker in a straight line, once a second."""

from signal import pause

from gpiozero import PWMLED
from gpiozero.tools import ramping_values

lamp = PWMLED(2)
lamp.source_delay = 0.01
lamp.source = ramping_values(100)

pause()
