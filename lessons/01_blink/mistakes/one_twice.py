# expect: blink.stays_on
from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.value = 1
    sleep(0.5)
    red.value = 1
    sleep(0.5)
