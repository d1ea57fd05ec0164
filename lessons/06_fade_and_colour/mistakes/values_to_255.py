# expect: fade.value_0_to_255
from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)
lamp = RGBLED(16, 20, 21)

red.pulse(fade_in_time=2, fade_out_time=2)

while True:
    lamp.color = (255, 0, 0)
    sleep(1)
    lamp.color = (0, 255, 0)
    sleep(1)
    lamp.color = (0, 0, 255)
    sleep(1)
    lamp.color = (255, 128, 0)
    sleep(1)
