"""Events note who pressed; a held button is looked for at the end of the amber time."""

from random import random
from time import sleep

from gpiozero import LED, Button

red, amber = LED(17), LED(27)
button_a, button_b = Button(5), Button(6)
pressed = []
button_a.when_pressed = lambda: pressed.append("A")
button_b.when_pressed = lambda: pressed.append("B")

while True:
    amber.on()
    pressed.clear()
    if button_a.is_pressed:
        pressed.append("A")
    if button_b.is_pressed:
        pressed.append("B")
    sleep(2 + 3 * random())
    amber.off()
    if pressed:
        print("Player", pressed[0], "lost: too early")
    else:
        red.on()
        while not pressed:
            sleep(0.01)
        red.off()
        print("Player", pressed[0], "won")
    sleep(1)
