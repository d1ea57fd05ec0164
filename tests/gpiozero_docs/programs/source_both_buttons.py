"""Only both buttons together light the lamp."""

from signal import pause

from gpiozero import LED, Button
from gpiozero.tools import all_values

left, right = Button(2), Button(3)
lamp = LED(17)

lamp.source = all_values(left, right)

pause()
