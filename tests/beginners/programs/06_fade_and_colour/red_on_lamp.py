# expect: fade.other_lamp_breathes
# helps: names the line that lets the other lamp breathe
"""Lesson 06, Fade and colour: the red LED breathes, the colour lamp shows four colours in turn."""

from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)  # a PWMLED knows every brightness from 0 to 1
lamp = RGBLED(16, 20, 21)  # three lamps in one: the pins of red, green and blue, in this order

# Each colour is how much red, green and blue there is in it, from 0 to 1.
colours = [
    (1, 0, 0),  # red
    (0, 1, 0),  # green
    (0, 0, 1),  # blue
    (1, 0.5, 0),  # orange: all of the red, half of the green
]

# pulse() works beside the program: it goes on breathing while the loop below runs.
lamp.pulse(fade_in_time=2, fade_out_time=2)

while True:
    for colour in colours:
        lamp.color = colour
        sleep(1)  # without a sleep nobody could see the colour
