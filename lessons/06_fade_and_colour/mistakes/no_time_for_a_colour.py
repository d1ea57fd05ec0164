# expect: fade.colours_too_fast
from time import sleep

from gpiozero import PWMLED, RGBLED

red = PWMLED(17)
lamp = RGBLED(16, 20, 21)

red.pulse(fade_in_time=2, fade_out_time=2)

while True:
    lamp.color = (1, 0, 0)
    lamp.color = (0, 1, 0)
    lamp.color = (0, 0, 1)
    lamp.color = (1, 0.5, 0)
    sleep(1)
