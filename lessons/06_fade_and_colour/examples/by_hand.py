"""Fade by hand: a hundred small steps make one soft change."""

from time import sleep

from gpiozero import PWMLED

red = PWMLED(17)

while True:
    for step in range(101):  # 0, 1, 2 ... 100
        red.value = step / 100
        sleep(0.02)
    for step in range(101):
        red.value = 1 - step / 100
        sleep(0.02)
