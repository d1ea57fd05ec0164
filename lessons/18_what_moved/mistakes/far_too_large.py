# expect: moved.never_large_enough
from time import sleep

import cv2
from gpiozero import LED
from picamera2 import Picamera2

DIFFERENT = 20
SMALLEST = 20000
LARGEST = 30000

lamp = LED(17)

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
sleep(2)


def grey_picture():
    picture = camera.capture_array()
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.GaussianBlur(grey, (9, 9), 0)


def largest_change(difference):
    _, mask = cv2.threshold(difference, DIFFERENT, 255, cv2.THRESH_BINARY)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = 0
    for contour in contours:
        largest = max(largest, cv2.contourArea(contour))
    return largest


before = grey_picture()

while True:
    sleep(0.2)
    now = grey_picture()
    change = largest_change(cv2.absdiff(before, now))
    if change > LARGEST:
        lamp.off()
        sleep(1)
        now = grey_picture()
    elif change > SMALLEST:
        lamp.on()
    else:
        lamp.off()
    before = now
