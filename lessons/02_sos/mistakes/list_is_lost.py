# expect: code.loop_name_reused
from time import sleep

from gpiozero import LED

UNIT = 0.2
red = LED(17)


def flash(units):
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)


s = [1, 1, 1]
o = [3, 3, 3]

while True:
    for o in [s, o, s]:
        for units in o:
            flash(units)
        sleep(2 * UNIT)
    sleep(4 * UNIT)
