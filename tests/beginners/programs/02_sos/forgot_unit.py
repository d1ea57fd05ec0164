# expect: sos.other_unit
# helps: the dot is too long, whatever the dark is
from time import sleep
from gpiozero import LED
UNIT = 0.2
red = LED(17)
def flash(units):
    red.on()
    sleep(units)
    red.off()
    sleep(UNIT)
s = [1, 1, 1]
o = [3, 3, 3]

while True:
    for l in [s,o,s]:
        for u in l:
            flash(u)
        sleep(2*UNIT)
    sleep(4*UNIT)
