"""Two functions, called when the button goes down and comes up."""

from signal import pause

from gpiozero import Button


def pressed(key):
    print("down at pin", key.pin.number)


def released(key):
    print("up at pin", key.pin.number)


key = Button(4)
key.when_pressed = pressed
key.when_released = released

pause()
