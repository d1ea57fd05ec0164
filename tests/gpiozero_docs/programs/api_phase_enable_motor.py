"""A driver with a direction pin and a speed pin."""

from time import sleep

from gpiozero import PhaseEnableMotor

wheel = PhaseEnableMotor(12, 5)
wheel.forward()
sleep(1)
wheel.backward(0.4)
sleep(1)
wheel.stop()
sleep(1)
