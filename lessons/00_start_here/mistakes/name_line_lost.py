# expect: start.no_line_with_the_name
from time import sleep

from gpiozero import LED

print("Hello,", name)

red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
