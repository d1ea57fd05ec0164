# expect: sos.other_word
# helps: a stroke shows that a word ends too early
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
    for l in [s,o]:
        for u in l:
            flash(u)
        sleep(2*UNIT)
    sleep(4*UNIT)
