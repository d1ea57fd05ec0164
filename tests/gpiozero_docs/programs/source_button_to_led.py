"""The values of a button feed a lamp."""

from signal import pause

from gpiozero import LED, Button

lamp = LED(17)
key = Button(2)

lamp.source = key.values

pause()
