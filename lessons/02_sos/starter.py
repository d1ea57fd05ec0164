"""Lesson 02, SOS: flash ... --- ... with the red LED, again and again. One unit is 0.2 s."""

from time import sleep

from gpiozero import LED

UNIT = 0.2
DOT = 1
DASH = 3

red = LED(17)


def flash(units):
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)


s = [DOT, DOT, DOT]

for units in s:
    flash(units)
