"""Print what the sensor says, twice a second, from the moment it gets power."""

from time import sleep

from gpiozero import MotionSensor

hall = MotionSensor(4)

while True:
    print(hall.motion_detected)
    sleep(0.5)
