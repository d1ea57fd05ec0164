# expect: fade.needs_pwmled
from time import sleep

from gpiozero import LED, RGBLED

red = LED(17)
lamp = RGBLED(16, 20, 21)

while True:
    for colour in [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0.5, 0)]:
        lamp.color = colour
        for step in range(100):
            red.value = step / 100
            sleep(0.02)
        for step in range(100):
            red.value = 1 - step / 100
            sleep(0.02)
