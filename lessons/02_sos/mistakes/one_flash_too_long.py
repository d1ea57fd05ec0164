# expect: sos.flash_length
from time import sleep

from gpiozero import LED

UNIT = 0.2

red = LED(17)


def flash(units):
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)


while True:
    for letter in [[1, 1, 1], [3, 3, 4], [1, 1, 1]]:
        for units in letter:
            flash(units)
        sleep(2 * UNIT)
    sleep(4 * UNIT)
