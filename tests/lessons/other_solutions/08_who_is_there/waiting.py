"""Waiting with a limit: when nobody comes back within 5 seconds, it goes dark."""

from time import sleep

from gpiozero import LED, MotionSensor

light = LED(27)
hall = MotionSensor(4)
sleep(30)

while True:
    hall.wait_for_motion()
    light.on()
    hall.wait_for_no_motion()
    while hall.wait_for_motion(timeout=5):
        hall.wait_for_no_motion()
    light.off()
