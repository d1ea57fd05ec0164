# expect: game.held_button_wins
from random import uniform
from time import sleep

from gpiozero import LED, Button

red = LED(17)
amber = LED(27)
a = Button(5)
b = Button(6)

while True:
    amber.on()
    sleep(uniform(2, 5))
    amber.off()
    red.on()
    while True:
        if a.is_pressed:
            print("A won!")
            break
        if b.is_pressed:
            print("B won!")
            break
        sleep(0.001)
    red.off()
    sleep(2)
