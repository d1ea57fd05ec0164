# expect: button.is_held_comes_late
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while True:
    if button.is_held:
        red.on()
    else:
        red.off()
