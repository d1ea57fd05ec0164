# expect: call.no_time_for_switch
# helps: says what waits in place of on
from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on(0.5)
    red.off(0.5)
