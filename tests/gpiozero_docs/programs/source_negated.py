"""The lamp goes out while the button is down."""

from signal import pause

from gpiozero import LED, Button
from gpiozero.tools import negated

lamp = LED(4)
key = Button(17)

lamp.source = negated(key)

pause()
