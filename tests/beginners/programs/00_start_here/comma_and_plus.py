# expect: kind.plus_before_text
# helps: says that one of the two signs is too much
from time import sleep

from gpiozero import LED

name = "Dilan"

print("Hello,", + name)

red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
