# expect: blink.only_a_few_times
from time import sleep

from gpiozero import LED

red = LED(17)

for i in range(10):
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
