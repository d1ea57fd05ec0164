"""The background is a slow average of all pictures."""

import time

import cv2
from gpiozero import LED
from picamera2 import Picamera2

lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_preview_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
time.sleep(2)
average = None

while True:
    grey = cv2.cvtColor(camera.capture_array(), cv2.COLOR_BGR2GRAY)
    grey = cv2.GaussianBlur(grey, (21, 21), 0)
    if average is None:
        average = grey.astype("float")
    difference = cv2.absdiff(grey, cv2.convertScaleAbs(average))
    mask = cv2.threshold(difference, 18, 255, cv2.THRESH_BINARY)[1]
    mask = cv2.dilate(mask, None, iterations=1)
    areas = [
        cv2.contourArea(c)
        for c in cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[-2]
    ]
    if cv2.countNonZero(mask) > 0.3 * mask.size:
        average = None
        lamp.off()
        time.sleep(1)
        continue
    cv2.accumulateWeighted(grey, average, 0.3)
    lamp.value = any(area > 700 for area in areas)
    time.sleep(0.2)
