# expect: code.never_called
# helps: says that def does not do it yet, and where to call
from time import sleep
from gpiozero import LED
red = LED(17)
def blink():
    while True:
        red.on()
        sleep(0.5)
        red.off()
        sleep(0.5)
