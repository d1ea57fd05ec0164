"""Lesson 08, Who is there? The amber lamp lights while somebody moves."""

from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

while True:
    if hall.motion_detected:
        light.on()
    else:
        light.off()
    sleep(0.1)
