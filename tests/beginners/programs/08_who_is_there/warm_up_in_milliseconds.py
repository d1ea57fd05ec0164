# expect: hall.warm_up_too_long
# helps: says how long that is
from time import sleep
from gpiozero import LED, MotionSensor
hall = MotionSensor(4)
light = LED(27)
sleep(30000)
while True:
    if hall.motion_detected:
        light.on()
    else:
        light.off()
