# expect: blink.counts
from time import sleep

from gpiozero import LED

red = LED(17)

red.blink(0.5, 0.5, 5)

while True:
    sleep(1)
