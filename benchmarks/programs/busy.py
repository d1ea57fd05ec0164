"""A loop that looks at a button without ever waiting."""

from gpiozero import LED, Button

button = Button(2)
lamp = LED(17)
while True:
    if button.is_pressed:
        lamp.on()
    else:
        lamp.off()
