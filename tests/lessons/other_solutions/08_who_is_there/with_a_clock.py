"""The moment of the last motion, and a clock; the devices are made after a minute."""

import time

from gpiozero import LED, MotionSensor

time.sleep(60)
sensor = MotionSensor(4)
lamp = LED(27)
last = -100.0

while True:
    now = time.monotonic()
    if sensor.motion_detected:
        last = now
    lamp.value = now - last < 5
    time.sleep(0.05)
