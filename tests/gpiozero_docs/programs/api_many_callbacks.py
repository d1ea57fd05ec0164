"""One function for many buttons: the button that called it is its argument."""

from signal import pause

from gpiozero import Button


def tell(key):
    print("pin", key.pin.number)


keys = [Button(number) for number in (5, 6, 13)]
for key in keys:
    key.when_pressed = tell

pause()
