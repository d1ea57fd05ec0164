"""A lamp fed by chance, a hundred throws a second."""

from random import randint
from signal import pause

from gpiozero import LED


def coin():
    while True:
        yield randint(0, 1)


lamp = LED(17)
lamp.source = coin()

pause()
