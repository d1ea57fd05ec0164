# expect: hall.looks_only_once
from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

sleep(30)

if hall.motion_detected:
    light.on()
    sleep(5)
    light.off()
