# expect: syntax.letter_for_times
# helps: Names Python's sign for times, in place of a comma that nobody meant.
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
o = [DASH, DASH, DASH]

while True:
    for letter in [s, o, s]:
        for units in letter:
            flash(units)
        sleep(2 x UNIT)
    sleep(4 * UNIT)
