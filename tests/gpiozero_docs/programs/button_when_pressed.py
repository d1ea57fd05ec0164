"""Every press greets."""

from signal import pause

from gpiozero import Button


def greet():
    print("Good morning!")


key = Button(2)
key.when_pressed = greet

pause()
