# expect: hall.never_off
# helps: does not speak of a counter that this program does not have
from time import sleep
from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)
sleep(30)
while True:
    if hall.motion_detected:
        light.on()
    sleep(0.1)
