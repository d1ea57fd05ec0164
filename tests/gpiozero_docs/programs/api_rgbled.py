"""Yellow, first as three numbers, then by its name."""

from signal import pause
from time import sleep

from colorzero import Color
from gpiozero import RGBLED

lamp = RGBLED(2, 3, 4)
lamp.color = (1, 1, 0)
sleep(1)
lamp.off()
sleep(1)
lamp.color = Color("yellow")

pause()
