"""A board counts from 0, and from -1 backwards."""

from time import sleep

from gpiozero import LEDBoard

row = LEDBoard(2, 3, 4, 5, 6, 7, 8, 9)

row[0].on()
sleep(1)
row[7].on()
sleep(1)
row[-1].off()
sleep(1)
