"""A timer closes the gate, and each further press prolongs it."""

from signal import pause
from threading import Timer

from gpiozero import AngularServo, Button

gate = AngularServo(12, min_angle=0, max_angle=90, initial_angle=0)
timers = []


def close():
    gate.angle = 0


def press():
    for timer in timers:
        timer.cancel()
    gate.angle = 90
    timers[:] = [Timer(3, close)]
    timers[0].start()


button = Button(5)
button.when_pressed = press
pause()
