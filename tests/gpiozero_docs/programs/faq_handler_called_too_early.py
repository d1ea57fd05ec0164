"""The brackets call the function at once: a press does nothing any more."""

from signal import pause

from gpiozero import Button


def pushed():
    print("Called too early!")


key = Button(17)
key.when_pressed = pushed()

pause()
