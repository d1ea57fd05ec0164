# expect: fade.pulse_never_returns
from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)
lamp = RGBLED(16, 20, 21)

red.pulse(2, 2, background=False)

while True:
    for colour in [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0.5, 0)]:
        lamp.color = colour
        sleep(1)
