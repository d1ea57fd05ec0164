"""The arm swings along a sine wave, a degree of the wave every tenth of a second."""

from signal import pause

from gpiozero import Servo
from gpiozero.tools import sin_values

arm = Servo(17)
arm.source_delay = 0.1
arm.source = sin_values()

pause()
