"""A generator of one's own between button and lamp: lit while nobody presses."""

from signal import pause

from gpiozero import LED, Button


def turned_round(device):
    for value in device.values:
        yield not value


lamp = LED(4)
key = Button(17)

lamp.source = turned_round(key)

pause()
