# expect: hall.counter_never_grows
# helps: says that no line adds
from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

sleep(30)

quiet_s = 0

while True:
    if hall.motion_detected:
        light.on()
        quiet_s = 0
    elif quiet_s > 5:
        light.off()
    sleep(0.1)
