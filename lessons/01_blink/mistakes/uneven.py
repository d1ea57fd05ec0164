# expect: blink.uneven
from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    sleep(0.7)
    red.off()
    sleep(0.3)
