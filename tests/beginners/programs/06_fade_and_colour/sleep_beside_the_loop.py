# expect: code.only_the_last
# helps: says in which loop the sleep belongs, though the program has one
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

red.pulse(fade_in_time=2, fade_out_time=2)

while True:
    for colour in colours:
        lamp.color = colour
    sleep(1)
