"""One end, the middle, the other end: a second each."""

from time import sleep

from gpiozero import Servo

arm = Servo(17)

while True:
    arm.min()
    sleep(1)
    arm.mid()
    sleep(1)
    arm.max()
    sleep(1)
