# expect: syntax.hash_hides
# helps: says that the rest of the line is a comment
from time import sleep
from gpiozero import PWMLED, RGBLED
red = PWMLED(17)
lamp = RGBLED(16, 20, 21)
red.pulse(2, 2)
while True:
    lamp.color = #ff0000
    sleep(1)
