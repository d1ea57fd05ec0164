# expect: blink.no_sleep
from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    red.off()
