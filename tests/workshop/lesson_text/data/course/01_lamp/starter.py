"""Lesson 01, A lamp: make the red LED on GPIO17 blink evenly, one blink a second."""

from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    sleep(1.5)
    red.off()
    sleep(0.2)
