# expect: gpio.color_kind
# helps: shows the three numbers
from time import sleep
from gpiozero import PWMLED, RGBLED
red = PWMLED(17)
lamp = RGBLED(16, 20, 21)
red.pulse(2, 2)
while True:
    lamp.color = "red"
    sleep(1)
