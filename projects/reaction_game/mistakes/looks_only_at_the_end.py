# expect: game.early_press_not_seen
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
    if a.is_pressed:
        print("A pressed too early and lost!")
    elif b.is_pressed:
        print("B pressed too early and lost!")
    else:
        red.on()
        while not a.is_pressed and not b.is_pressed:
            sleep(0.001)
        red.off()
        if a.is_pressed:
            print("A won!")
        else:
            print("B won!")
    sleep(2)
