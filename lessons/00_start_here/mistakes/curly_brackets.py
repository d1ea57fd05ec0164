# expect: start.curly_brackets
from time import sleep

from gpiozero import LED

name = "Dilan"

print("Hello, {name}")

red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
