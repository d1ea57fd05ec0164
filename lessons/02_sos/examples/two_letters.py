"""Flash the word NO: the outer loop takes a letter, the inner loop takes its signs."""

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


n = [DASH, DOT]
o = [DASH, DASH, DASH]

for letter in [n, o]:
    for units in letter:
        flash(units)
    sleep(2 * UNIT)
