"""A lamp: one second lit, one second dark, for ever."""

from time import sleep

from gpiozero import LED

lamp = LED(17)

while True:
    lamp.on()
    sleep(1)
    lamp.off()
    sleep(1)
