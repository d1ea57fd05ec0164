# expect: start.still_nobody
from time import sleep

from gpiozero import LED

name = "nobody"

print("Hello,", "nobody")

red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
