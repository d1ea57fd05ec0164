"""Lesson 06, Fade and colour: the red LED breathes, the colour lamp changes its colour."""

from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)
lamp = RGBLED(16, 20, 21)

red.pulse()

while True:
    lamp.color = (1, 0, 0)
    sleep(1)
    lamp.color = (0, 1, 0)
    sleep(1)
