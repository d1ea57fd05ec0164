"""A full colour lamp: mixing red, green and blue, then a slow dawn in blue."""

from time import sleep

from gpiozero import RGBLED

lamp = RGBLED(red=9, green=10, blue=11)

lamp.red = 1
sleep(1)
lamp.red = 0.5
sleep(1)

green, magenta, yellow = (0, 1, 0), (1, 0, 1), (1, 1, 0)
cyan, white, black = (0, 1, 1), (1, 1, 1), (0, 0, 0)
for colour in (green, magenta, yellow, cyan, white, black):
    lamp.color = colour
    sleep(1)

for percent in range(100):
    lamp.blue = percent / 100
    sleep(0.1)
