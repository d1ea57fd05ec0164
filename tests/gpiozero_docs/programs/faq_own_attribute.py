"""A label of one's own: declared on the class before the first device is made."""

from signal import pause

from gpiozero import Button

Button.label = ""


def tell(key):
    print(key.label, "was pressed")


key = Button(2)
key.label = "the alarm"
key.when_pressed = tell

pause()
