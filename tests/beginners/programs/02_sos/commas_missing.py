# expect: syntax.missing_comma_between
# helps: shows between which numbers
from time import sleep
from gpiozero import LED
red = LED(17)
UNIT = 0.2
def flash(units):
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)
s = [1 1 1]
while True:
    for units in s:
        flash(units)
