"""Either button lights the lamp."""

from signal import pause

from gpiozero import LED, Button
from gpiozero.tools import any_values

lamp = LED(4)
left, right = Button(20), Button(21)

lamp.source = any_values(left, right)

pause()
