# expect: sos.flashes_melt_together
# helps: it tells the length of the melted light
from time import sleep
from gpiozero import LED
UNIT = 0.2
red = LED(17)
def flash(units):
    red.on()
    sleep(units * UNIT)
    red.off()

s = [1, 1, 1]
o = [3, 3, 3]

while True:
    for l in [s,o,s]:
        for u in l:
            flash(u)
        sleep(3*UNIT)
    sleep(4*UNIT)
