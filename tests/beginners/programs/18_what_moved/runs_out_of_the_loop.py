# expect: moved.never_off
# helps: a lamp must be switched off, too
from time import sleep

import cv2
from gpiozero import LED
from picamera2 import Picamera2

DIFFERENT = 20

lamp = LED(17)

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
sleep(2)


def grey_picture():
    picture = camera.capture_array()
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.GaussianBlur(grey, (9, 9), 0)


before = grey_picture()

while True:
    sleep(0.2)
    now = grey_picture()
    difference = cv2.absdiff(before, now)
    _, mask = cv2.threshold(difference, DIFFERENT, 255, cv2.THRESH_BINARY)
    if cv2.countNonZero(mask) > 0:
        lamp.on()
    before = now
