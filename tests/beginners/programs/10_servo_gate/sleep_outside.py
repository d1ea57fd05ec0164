# expect: gate.waits_outside
# helps: says that this line runs once, at the start
"""Lesson 10, Servo gate: button A opens the gate for 3 seconds."""

from signal import pause
from time import sleep

from gpiozero import AngularServo, Button

# From here on the gate's own angles count: 0 is closed (a pulse of 1 ms), 90 is open (2 ms).
gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)  # or one press counts as two, and the gate opens twice

CLOSED, OPEN = 0, 90


def let_one_car_in():
    gate.angle = OPEN


gate.angle = CLOSED  # a gate begins closed, whatever it did when the power went
button.when_pressed = let_one_car_in
sleep(3)
gate.angle = CLOSED

pause()
