# expect: blink.needs_first_sleep
from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    red.off()
    sleep(0.5)
