"""Two lamps like on a police car: one swells while the other fades, once a second."""

from signal import pause

from gpiozero import PWMLED
from gpiozero.tools import inverted, scaled_half, sin_values

red = PWMLED(2)
blue = PWMLED(3)

red.source_delay = blue.source_delay = 0.01
red.source = scaled_half(sin_values(100))
blue.source = inverted(red)

pause()
