"""The lamp is lit as long as the button is down: two handlers."""

from signal import pause

from gpiozero import LED, Button

lamp = LED(17)
key = Button(2)

key.when_pressed = lamp.on
key.when_released = lamp.off

pause()
