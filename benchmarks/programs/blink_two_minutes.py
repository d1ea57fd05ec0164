"""The first program everybody writes."""

from time import sleep

from gpiozero import LED

lamp = LED(17)
while True:
    lamp.on()
    sleep(0.5)
    lamp.off()
    sleep(0.5)
