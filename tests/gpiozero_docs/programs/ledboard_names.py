"""A board whose lamps have names."""

from time import sleep

from gpiozero import LEDBoard

panel = LEDBoard(red=2, green=3, blue=4)

for lamp in (panel.red, panel.green, panel.blue):
    lamp.on()
    sleep(1)
