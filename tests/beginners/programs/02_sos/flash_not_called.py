# expect: code.not_called
# helps: it names the line without brackets
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
    for l in s, o, s:
        for u in l:
            flash
        sleep(2*UNIT)
