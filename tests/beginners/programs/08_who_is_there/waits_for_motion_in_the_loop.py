# expect: hall.waits_in_the_loop
# helps: says that this line stops everything
from time import sleep

from gpiozero import LED, MotionSensor

hall = MotionSensor(4)
light = LED(27)

sleep(30)

quiet_s = 0

while True:
    hall.wait_for_motion()
    light.on()
    quiet_s = 0
    quiet_s = quiet_s + 0.1
    if quiet_s > 5:
        light.off()
    sleep(0.1)
