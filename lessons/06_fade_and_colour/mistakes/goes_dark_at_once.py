# expect: fade.goes_dark_at_once
from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)
lamp = RGBLED(16, 20, 21)

while True:
    for colour in [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0.5, 0)]:
        lamp.color = colour
        for step in range(101):
            red.value = step / 100
            sleep(0.02)
