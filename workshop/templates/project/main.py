"""The lamp on GPIO17 blinks until somebody presses the button on GPIO5."""

from signal import pause

from gpiozero import LED, Button

lamp = LED(17)
button = Button(5)

lamp.blink(on_time=0.5, off_time=0.5)
button.when_pressed = lamp.off

pause()
