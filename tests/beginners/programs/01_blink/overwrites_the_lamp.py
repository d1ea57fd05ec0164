# expect: code.device_overwritten
# helps: says what happens to the name, and how to switch
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red = 1
    sleep(0.5)
    red = 0
    sleep(0.5)
