"""A servo told by numbers from -1 to 1; None lets go of it."""

from time import sleep

from gpiozero import Servo

arm = Servo(17)
sleep(1)
arm.value = 0.5
sleep(1)
arm.value = None
sleep(1)
