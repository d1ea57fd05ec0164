# expect: call.decimal_comma
# helps: says that these are two numbers, and shows the point
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    sleep(0,5)
    red.off()
    sleep(0,5)
