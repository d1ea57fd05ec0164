"""The first two of five lamps, then the last two."""

from time import sleep

from gpiozero import LEDBarGraph

bar = LEDBarGraph(2, 3, 4, 5, 6)
bar.value = 2 / 5
print(bar.value, bar.lit_count)
sleep(1)
bar.value = -2 / 5
print(bar.value, bar.lit_count)
sleep(1)
bar.off()
