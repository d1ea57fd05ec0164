"""After a movement the lamp stays lit for a second."""

from time import monotonic, sleep

import cv2
from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
sleep(2)


def small_grey():
    grey = cv2.cvtColor(camera.capture_array(), cv2.COLOR_BGR2GRAY)
    return cv2.resize(grey, (80, 60), interpolation=cv2.INTER_AREA)


before, last_s = small_grey(), -10
while True:
    now = small_grey()
    changed = cv2.countNonZero(cv2.inRange(cv2.absdiff(before, now), 22, 255))
    if changed > 1500:
        sleep(1)
        now = small_grey()
    elif changed > 45:
        last_s = monotonic()
    if monotonic() - last_s < 1:
        lamp.on()
    else:
        lamp.off()
    before = now
    sleep(0.2)
