# expect: button.turns_over
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.toggle()
    sleep(0.01)
