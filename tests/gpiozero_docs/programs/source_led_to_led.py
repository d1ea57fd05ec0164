"""One lamp follows the button, the second lamp follows the first."""

from signal import pause

from gpiozero import LED, Button

first = LED(14)
second = LED(15)
key = Button(17)

first.source = key
second.source = first

pause()
