"""The same three positions as angles and as pulses: 1 ms, 1.5 ms, 2 ms."""

from time import sleep

from gpiozero import AngularServo

gate = AngularServo(12, min_angle=0, max_angle=90)

for angle in [0, 45, 90]:
    gate.angle = angle
    print(angle, "degrees")
    sleep(1)
