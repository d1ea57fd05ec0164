# expect: blink.sleeps_too_long
# helps: says how long 500 seconds are, and what 500 milliseconds are
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    sleep(500)
    red.off()
    sleep(500)
