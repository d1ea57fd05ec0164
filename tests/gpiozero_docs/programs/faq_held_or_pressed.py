"""A short press and a long one do different things."""

from signal import pause

from gpiozero import Button

Button.was_held = False


def held(key):
    key.was_held = True
    print("long")


def released(key):
    if not key.was_held:
        print("short")
    key.was_held = False


key = Button(2)
key.when_held = held
key.when_released = released

pause()
