# expect: sos.function_never_called
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


def sos():
    for letter in [[DOT, DOT, DOT], [DASH, DASH, DASH], [DOT, DOT, DOT]]:
        for units in letter:
            flash(units)
        sleep(2 * UNIT)
