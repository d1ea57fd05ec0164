"""Somebody must be seen in two pictures one after the other."""

from collections import deque
from time import sleep

import cv2
from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
sleep(1.5)
votes = deque([0, 0], maxlen=2)
before = None

while True:
    picture = cv2.GaussianBlur(camera.capture_array(), (11, 11), 0)
    largest = 0
    if before is not None:
        difference = cv2.absdiff(picture, before).max(axis=2)
        mask = cv2.threshold(difference, 24, 255, cv2.THRESH_BINARY)[1]
        found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        largest = max((cv2.contourArea(one) for one in found), default=0)
    before = picture
    if largest > 28_000:
        votes.extend([0, 0])
        before = None
        sleep(1.2)
        continue
    votes.append(largest > 600)
    lamp.on() if all(votes) else lamp.off()
    sleep(0.1)
