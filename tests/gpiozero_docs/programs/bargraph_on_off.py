"""A bar of six lamps; a negative value fills it from the other end."""

from time import sleep

from gpiozero import LEDBarGraph

bar = LEDBarGraph(5, 6, 13, 19, 26, 20)

for filled in (1, 1 / 2, -1 / 2, 1 / 4, -1):
    bar.value = filled
    sleep(1)
