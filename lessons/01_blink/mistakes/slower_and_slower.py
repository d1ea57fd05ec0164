# expect: blink.drifts
from time import sleep

from gpiozero import LED

red = LED(17)

half = 0.5

while True:
    red.on()
    sleep(half)
    red.off()
    sleep(half)
    half = half + 0.1
