"""The same with a cosine: red starts at its brightest."""

from signal import pause

from gpiozero import PWMLED
from gpiozero.tools import cos_values, inverted, scaled_half

red = PWMLED(2)
blue = PWMLED(3)

red.source_delay = blue.source_delay = 0.01
red.source = scaled_half(cos_values(100))
blue.source = inverted(red)

pause()
