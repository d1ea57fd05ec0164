# expect: call.missing_arguments
# helps: names the value that is missing
from time import sleep
from gpiozero import LED
red = LED(17)
UNIT = 0.2
def flash(units):
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)
while True:
    flash()
