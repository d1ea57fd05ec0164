"""Lesson 03, Button: the red LED is lit as long as button A is pressed."""

from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
    sleep(0.01)
