"""Five seconds forwards, five seconds backwards."""

from time import sleep

from gpiozero import Motor

wheel = Motor(forward=4, backward=14)

while True:
    wheel.forward()
    sleep(5)
    wheel.backward()
    sleep(5)
