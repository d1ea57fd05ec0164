# expect: moved.small_asked_first
from time import sleep

import cv2
from gpiozero import LED
from picamera2 import Picamera2

DIFFERENT = 20  # a smaller difference is noise
SMALLEST = 500  # points: a curtain in the wind has less
LARGEST = 30000  # points: if nearly all of the picture changes, it was a lamp

lamp = LED(17)

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
sleep(2)


def grey_picture():
    picture = camera.capture_array()
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.GaussianBlur(grey, (9, 9), 0)  # noise of neighbours cancels out


def largest_change(difference):
    """Return how many points the largest piece has that has changed."""
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
    if change > SMALLEST:
        lamp.on()
    elif change > LARGEST:
        lamp.off()
        sleep(1)
        now = grey_picture()
    else:
        lamp.off()
    before = now
