# expect: sos.letters_run_together
# helps: the word is quoted as it reads
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
    for u in s + o + s:
        flash(u)
    sleep(6*UNIT)
