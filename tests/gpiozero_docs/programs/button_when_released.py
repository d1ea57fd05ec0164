"""A press greets, letting go says farewell."""

from signal import pause

from gpiozero import Button


def greet():
    print("Good morning!")


def part():
    print("Farewell!")


key = Button(2)
key.when_pressed = greet
key.when_released = part

pause()
