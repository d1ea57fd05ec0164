from time import sleep

import cv2
from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
with Picamera2() as camera:
    camera.configure(
        camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"})
    )
    camera.start()
    sleep(2)

    def look():
        grey = cv2.cvtColor(camera.capture_array(), cv2.COLOR_BGR2GRAY)
        return cv2.medianBlur(grey, 7)

    before = look()
    while True:
        sleep(0.25)
        now = look()
        _, mask = cv2.threshold(cv2.absdiff(now, before), 25, 1, cv2.THRESH_BINARY)
        white = int(mask.sum())
        if white > 25000:
            sleep(1.5)
            now = look()
        lamp.value = 900 < white <= 25000
        before = now
