# expect: kind.constant_in_quotes
# helps: the quotes are the whole mistake
"""Lesson 02, SOS: the red LED flashes ... --- ... again and again. One unit is 0.2 s."""

from time import sleep

from gpiozero import LED

UNIT = 0.2  # every time below is a multiple of this one, so one line changes the speed of all
DOT = 1
DASH = 3

red = LED(17)


def flash(units):
    """Light the lamp for so many units, then leave it dark for one."""
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)


s = [DOT, DOT, DOT]
o = ["DASH", "DASH", "DASH"]

while True:
    for letter in [s, o, s]:
        for units in letter:
            flash(units)
        sleep(2 * UNIT)  # flash() has waited 1 unit already: together 3, the gap between letters
    sleep(4 * UNIT)  # 3 have passed since the last flash: together 7, the gap between words
