"""A typing error in a name is refused instead of silently doing nothing."""

from gpiozero import Button


def hello():
    print("hello")


key = Button(2)
key.pressed = hello
