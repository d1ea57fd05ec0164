# expect: hall.lamp_is_never_lit
from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

sleep(30)

while True:
    if hall.motion_detected:
        print("Somebody is there")
        sleep(5)
    else:
        light.off()
    sleep(0.1)
