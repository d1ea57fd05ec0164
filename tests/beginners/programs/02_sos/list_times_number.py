# expect: kind.whole_list
# helps: blames the line that calls, and not the right function
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
