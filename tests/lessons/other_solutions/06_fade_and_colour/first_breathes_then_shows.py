"""One loop: it breathes once, by hand, and then shows the four colours."""

from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)
lamp = RGBLED(red=16, green=20, blue=21)


def fade(start, end):
    for step in range(51):
        red.value = start + (end - start) * step / 50
        sleep(0.04)


while True:
    fade(0, 1)
    fade(1, 0)
    lamp.color = (1, 0, 0)
    sleep(1)
    lamp.color = (0, 1, 0)
    sleep(1)
    lamp.color = (0, 0, 1)
    sleep(1)
    lamp.color = (1, 0.5, 0)
    sleep(1)
