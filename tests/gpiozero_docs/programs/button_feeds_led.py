"""The lamp is lit as long as the button is down: the button is the lamp's source."""

from signal import pause

from gpiozero import LED, Button

lamp = LED(17)
key = Button(2)

lamp.source = key

pause()
