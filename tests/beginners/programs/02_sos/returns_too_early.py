# expect: code.after_leaving
# helps: names the line that leaves
from time import sleep
from gpiozero import LED
red = LED(17)
UNIT = 0.2
def flash(units):
    return
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)
while True:
    flash(1)
    sleep(1)
