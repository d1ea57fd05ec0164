# expect: kind.nothing
# helps: names the value that is None, and asks for return
from time import sleep
from gpiozero import LED
red = LED(17)
def long():
    0.6
def flash(t):
    red.on()
    sleep(t)
    red.off()
    sleep(0.2)
while True:
    flash(long())
