# expect: button.lit_without_a_press
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
    if button.is_pressed == False:
        red.on()
    sleep(0.01)
