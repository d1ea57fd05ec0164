# expect: kind.list_times
# helps: says that it is a list, and how to go through it
from time import sleep
from gpiozero import LED
red = LED(17)
s = [1, 1, 1]
def flash(units):
    red.on()
    sleep(units * 0.2)
    red.off()
    sleep(0.2)
while True:
    flash(s)
