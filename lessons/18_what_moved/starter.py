"""Lesson 18, What moved? The red lamp is lit while something moves before the camera."""

from time import sleep

import cv2
from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
sleep(2)


def grey_picture():
    picture = camera.capture_array()
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


before = grey_picture()

while True:
    sleep(0.2)
    now = grey_picture()
    difference = cv2.absdiff(before, now)
    print("largest difference:", difference.max())
    before = now
