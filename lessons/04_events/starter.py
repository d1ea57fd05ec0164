"""Lesson 04, Events: each press of button A switches the red LED: on, off, on, off ..."""

from gpiozero import LED, Button

red = LED(17)
button = Button(5)


def switch():
    red.toggle()


button.when_pressed = switch
