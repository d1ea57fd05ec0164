"""Lesson 10, Servo gate: button A opens the gate for 3 seconds."""

from signal import pause

from gpiozero import AngularServo, Button

gate = AngularServo(12)
button = Button(5, bounce_time=0.05)


def open_gate():
    gate.angle = 90


button.when_pressed = open_gate

pause()
