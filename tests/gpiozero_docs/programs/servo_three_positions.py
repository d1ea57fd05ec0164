"""The arm goes to one end, the middle, the other end: two seconds each."""

from time import sleep

from gpiozero import Servo

arm = Servo(17)

while True:
    for move in (arm.min, arm.mid, arm.max):
        move()
        sleep(2)
