"""Dark, half bright, fully bright: a second each."""

from time import sleep

from gpiozero import PWMLED

lamp = PWMLED(17)

while True:
    for brightness in (0, 0.5, 1):
        lamp.value = brightness
        sleep(1)
