# expect: blink.sleeps_too_long
from time import sleep

from gpiozero import LED

red = LED(17)

half = 500

while True:
    red.on()
    sleep(half)
    red.off()
    sleep(half)
