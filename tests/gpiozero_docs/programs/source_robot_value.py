"""The value of a robot is a pair: read it, then set it."""

from time import sleep

from gpiozero import Robot

rover = Robot(left=(14, 15), right=(17, 18))

print(tuple(rover.value))
rover.forward()
print(tuple(rover.value))
sleep(1)
rover.backward()
print(tuple(rover.value))
sleep(1)
rover.value = (1, 1)
print(tuple(rover.value))
sleep(1)
