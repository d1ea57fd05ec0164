"""Lesson 01, Blink: the red LED on GPIO17 blinks evenly, one blink a second."""

from time import sleep

from gpiozero import LED

red = LED(17)  # the number in the chip's own counting (GPIO17), not the place on the header

while True:
    red.on()
    sleep(0.5)  # half a second lit ...
    red.off()
    sleep(0.5)  # ... and half a second dark: together one second
