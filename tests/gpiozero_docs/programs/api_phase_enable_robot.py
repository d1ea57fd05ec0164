"""The same kind of robot on a driver with direction and speed pins."""

from time import sleep

from gpiozero import PhaseEnableMotor, Robot

rover = Robot(left=PhaseEnableMotor(5, 12), right=PhaseEnableMotor(6, 13))
rover.forward()
sleep(1)
rover.left()
sleep(1)
