"""Light the first of three lamps, then two by their count."""

from time import sleep

from gpiozero import LEDBarGraph

bar = LEDBarGraph(12, 16, 19)
bar.value = 1 / 3
sleep(1)
bar.lit_count = 2
sleep(1)
bar.lit_count = -1
sleep(1)
