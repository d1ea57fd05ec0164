# expect: hall.less_for_more
# helps: says what the sign means
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
    else:
        quiet_s = quiet_s + 0.1
    if quiet_s < 5:
        light.off()
    sleep(0.1)
