# expect: start.name_comes_too_late
from time import sleep

from gpiozero import LED

name = "nobody"

print("Hello,", name)
name = "Dilan"

red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
