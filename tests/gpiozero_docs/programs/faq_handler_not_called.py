"""Without the brackets the function is kept for the press."""

from signal import pause

from gpiozero import Button


def pushed():
    print("Called by the press.")


key = Button(17)
key.when_pressed = pushed

pause()
