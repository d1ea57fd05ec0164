"""An arm that reaches from -42 to 44 degrees."""

from time import sleep

from gpiozero import AngularServo

arm = AngularServo(17, min_angle=-42, max_angle=44)

for degrees in (0.0, 15):
    arm.angle = degrees
    print(round(arm.angle))
    sleep(1)
