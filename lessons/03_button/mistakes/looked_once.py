# expect: button.looked_once
from gpiozero import LED, Button

red = LED(17)
button = Button(5)

if button.is_pressed:
    red.on()
else:
    red.off()
