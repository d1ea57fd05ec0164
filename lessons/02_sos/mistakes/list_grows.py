# expect: sos.later_word

from time import sleep

from gpiozero import LED

UNIT = 0.2
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
o = [DASH, DASH, DASH]

while True:
    for letter in [s, o, s]:
        for units in letter:
            flash(units)
        sleep(2 * UNIT)
    s.append(DASH)
    sleep(4 * UNIT)
