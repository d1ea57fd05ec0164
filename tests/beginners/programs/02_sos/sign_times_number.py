# expect: kind.text_is_no_number
# helps: says which text it is, and how to ask for it
from time import sleep
from gpiozero import LED
red = LED(17)
UNIT = 0.2
def flash(units):
    red.on()
    sleep(units * UNIT)
    red.off()
    sleep(UNIT)
for sign in "...---...":
    flash(sign)
