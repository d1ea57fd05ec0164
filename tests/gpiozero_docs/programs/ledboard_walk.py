"""One light walks along the row: a board can be looped over."""

from time import sleep

from gpiozero import LEDBoard

row = LEDBoard(5, 6, 13, 19, 26)

for lamp in row:
    lamp.on()
    sleep(1)
    lamp.off()
