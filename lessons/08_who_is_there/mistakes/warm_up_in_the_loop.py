# expect: hall.sleeps_in_the_loop
from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)


quiet_s = 0

while True:
    sleep(30)
    if hall.motion_detected:
        light.on()
        quiet_s = 0
    else:
        quiet_s = quiet_s + 0.1
    if quiet_s > 5:
        light.off()
    sleep(0.1)
