# expect: code.loop_asks_a_dark_lamp
# helps: says that the loop never began
from time import sleep

from gpiozero import LED

red = LED(17)

while red.is_lit:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
