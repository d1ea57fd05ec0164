# expect: hall.dark_too_soon
from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

sleep(30)

while True:
    hall.wait_for_motion()
    light.on()
    hall.wait_for_no_motion()
    light.off()
