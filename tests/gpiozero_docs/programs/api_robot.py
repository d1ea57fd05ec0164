"""Forwards, a curve to the left, backwards, turn round, stop."""

from time import sleep

from gpiozero import Motor, Robot

rover = Robot(left=Motor(4, 14), right=Motor(17, 18))
rover.forward()
sleep(1)
rover.forward(curve_left=0.5)
sleep(1)
rover.backward(0.4)
sleep(1)
rover.reverse()
sleep(1)
rover.stop()
sleep(1)
