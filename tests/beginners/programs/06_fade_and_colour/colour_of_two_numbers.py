# expect: code.number_of_values
# helps: says how many numbers a colour has
from time import sleep
from gpiozero import PWMLED, RGBLED
red = PWMLED(17)
lamp = RGBLED(16, 20, 21)
red.pulse(2, 2)
while True:
    lamp.color = (1, 0)
    sleep(1)
