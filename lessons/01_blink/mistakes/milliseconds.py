# expect: blink.sleeps_too_long
from time import sleep
from gpiozero import LED
red = LED(17)

while True:
    red.on()
    sleep(500)
    red.off()
    sleep(500)
