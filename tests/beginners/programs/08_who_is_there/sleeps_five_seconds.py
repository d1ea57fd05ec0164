# expect: hall.sleeps_through_it
# helps: it says why five seconds of sleep are not five seconds of quiet
from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

sleep(30)

while True:
    if hall.motion_detected:
        light.on()
        sleep(5)
    else:
        light.off()
    sleep(0.1)
