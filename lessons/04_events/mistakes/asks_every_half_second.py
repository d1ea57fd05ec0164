# expect: events.switches_while_held
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.toggle()
        sleep(0.5)
    sleep(0.01)
