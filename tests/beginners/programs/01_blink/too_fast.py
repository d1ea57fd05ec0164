# expect: blink.wrong_period
# helps: the period is given with its two halves
from time import sleep
from gpiozero import LED
red = LED(17)

while True:
    red.on()
    sleep(0.05)
    red.off()
    sleep(0.05)
