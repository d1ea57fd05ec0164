# expect: name.parameter_outside
# helps: says in which function the name lives
from time import sleep
from gpiozero import LED
red = LED(17)
UNIT = 0.2
def flash(units):
    red.on()
sleep(units * UNIT)
red.off()
while True:
    flash(1)
