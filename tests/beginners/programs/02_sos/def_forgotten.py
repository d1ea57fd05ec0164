# expect: syntax.def_missing
# helps: does not say to delete the colon
from time import sleep

from gpiozero import LED

UNIT = 0.2
DOT = 1
DASH = 3

red = LED(17)


flash(units):
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
        sleep(2 * UNIT)
    sleep(4 * UNIT)
