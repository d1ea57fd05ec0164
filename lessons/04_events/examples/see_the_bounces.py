"""Each time the button says "pressed", print a line. Press once: how many lines are there?"""

from signal import pause

from gpiozero import Button

button = Button(5)


def tell():
    print("pressed")


button.when_pressed = tell

pause()
