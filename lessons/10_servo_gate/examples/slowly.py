"""A gate that rises slowly looks like a real one: many small steps, as with light."""

from time import sleep

from gpiozero import AngularServo

gate = AngularServo(12, min_angle=0, max_angle=90)

for angle in range(91):
    gate.angle = angle
    sleep(0.02)
