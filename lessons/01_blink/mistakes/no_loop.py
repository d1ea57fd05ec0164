# expect: blink.only_once
from time import sleep

from gpiozero import LED

red = LED(17)

red.on()
sleep(0.5)
red.off()
sleep(0.5)
