"""With a pause the program is there when the button is pressed."""

from signal import pause

from gpiozero import Button


def hello():
    print("Hello again")


key = Button(2)
key.when_pressed = hello

pause()
