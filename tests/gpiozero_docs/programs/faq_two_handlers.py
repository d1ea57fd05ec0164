"""Press and release each call a function, in a thread of their own."""

from signal import pause

from gpiozero import Button


def down():
    print("went down")


def up():
    print("came up")


key = Button(2)
key.when_pressed = down
key.when_released = up

pause()
