# expect: start.waits_for_a_name
from time import sleep

from gpiozero import LED

name = input("What is your name? ")

print("Hello,", name)

red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
