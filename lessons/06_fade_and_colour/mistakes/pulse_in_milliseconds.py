# expect: fade.pulse_in_milliseconds
from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)
lamp = RGBLED(16, 20, 21)

colours = [
    (1, 0, 0),
    (0, 1, 0),
    (0, 0, 1),
    (1, 0.5, 0),
]

red.pulse(2000, 2000)

while True:
    for colour in colours:
        lamp.color = colour
        sleep(1)
