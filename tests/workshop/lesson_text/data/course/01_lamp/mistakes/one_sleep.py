# expect: lamp.needs_second_sleep
"""Lesson 01, A lamp: the red LED on GPIO17 blinks evenly, one blink a second."""

from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
