"""Angles from -90 to 90, and a gate that moves in small steps."""

from time import sleep

from gpiozero import AngularServo, Button

gate = AngularServo(12, initial_angle=-90)
button = Button(5)


def go(angles):
    for angle in angles:
        gate.angle = angle
        sleep(0.025)


while True:
    if button.is_pressed:
        go(range(-90, 91, 5))
        sleep(2.2)
        go(range(90, -91, -5))
    sleep(0.01)
