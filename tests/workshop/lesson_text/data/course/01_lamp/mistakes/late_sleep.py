# expect: lamp.needs_first_sleep
"""Lesson 01, A lamp: the red LED on GPIO17 blinks evenly, one blink a second."""

from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    red.off()
    sleep(0.5)
