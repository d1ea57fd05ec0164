# expect: code.call_as_condition
# helps: says that switching is no question
from time import sleep

from gpiozero import LED

red = LED(17)

while red.on():
    sleep(0.5)
    red.off()
    sleep(0.5)
