"""Drive a square, more or less: ten seconds straight, one second turning."""

from time import sleep

from gpiozero import Robot

rover = Robot(left=(4, 14), right=(17, 18))

for _side in range(4):
    rover.forward()
    sleep(10)
    rover.right()
    sleep(1)
