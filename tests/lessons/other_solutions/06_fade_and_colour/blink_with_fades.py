"""blink() can fade as well; the colours come from numbers of the web, divided by 255."""

from itertools import cycle
from time import sleep

from gpiozero import PWMLED, RGBLED

breath = PWMLED("GPIO17")
breath.blink(on_time=0, off_time=0, fade_in_time=2, fade_out_time=2)

lamp = RGBLED(16, 20, 21)
for r, g, b in cycle([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 128, 0)]):
    lamp.value = (r / 255, g / 255, b / 255)
    sleep(1)
    lamp.off()
    sleep(0.2)
