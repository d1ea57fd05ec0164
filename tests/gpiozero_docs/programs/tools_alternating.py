"""On and off in turn, half a second each."""

from signal import pause

from gpiozero import LED
from gpiozero.tools import alternating_values

lamp = LED(2)
lamp.source_delay = 0.5
lamp.source = alternating_values()

pause()
