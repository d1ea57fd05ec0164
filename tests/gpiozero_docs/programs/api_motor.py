"""Half speed forwards, the other way, stop."""

from time import sleep

from gpiozero import Motor

wheel = Motor(17, 18)
wheel.forward(0.5)
sleep(1)
wheel.reverse()
sleep(1)
wheel.stop()
sleep(1)
