# expect: button.needs_pull_up
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5, pull_up=False)

while True:
    if button.is_pressed:
        red.on()
    else:
        red.off()
    sleep(0.01)
