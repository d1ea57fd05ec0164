"""The same arm told in degrees."""

from time import sleep

from gpiozero import AngularServo

arm = AngularServo(17, min_angle=-90, max_angle=90)

while True:
    for degrees in range(-90, 91, 45):
        arm.angle = degrees
        sleep(2)
