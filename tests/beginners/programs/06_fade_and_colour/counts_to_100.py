# expect: code.counted_too_far
# helps: says which numbers are allowed, and to divide
from time import sleep
from gpiozero import PWMLED, RGBLED
red = PWMLED(17)
lamp = RGBLED(16, 20, 21)
while True:
    for i in range(100):
        red.value = i
        sleep(0.02)
