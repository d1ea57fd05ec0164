"""What the two sensors say, and when."""

from signal import pause
from time import monotonic

from gpiozero import Button, MotionSensor

door = Button(26)
hall = MotionSensor(4)
start_s = monotonic()


def opened():
    print(f"{monotonic() - start_s:.1f} s: the door was opened")


def shut():
    print(f"{monotonic() - start_s:.1f} s: the door was shut")


def moved():
    print(f"{monotonic() - start_s:.1f} s: something moves")


door.when_released = opened
door.when_pressed = shut
hall.when_motion = moved

pause()
