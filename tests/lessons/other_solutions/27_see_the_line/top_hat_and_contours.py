"""Lesson 27, See the line: where is it, in any light?"""

from time import sleep

import cv2
from picamera2 import Picamera2

TOP = 160  # above this row there are walls, and things far away
LEAST = 300  # fewer white points are noise

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()


def place_of_line(picture):
    """Return -1 for the left edge, 0 for the middle, 1 for the right edge; None without a line."""
    grey = cv2.cvtColor(picture[TOP:], cv2.COLOR_BGR2GRAY)
    brush = cv2.getStructuringElement(cv2.MORPH_RECT, (61, 1))
    lighter = cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, brush)
    mask = cv2.threshold(lighter, 30, 255, cv2.THRESH_BINARY)[1]
    found = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    found = [each for each in found if cv2.contourArea(each) > LEAST]
    if not found:
        return None
    mask = max(found, key=cv2.contourArea)
    sums = cv2.moments(mask)
    middle = sums["m10"] / sums["m00"]
    return (middle - 160) / 160


while True:
    place = place_of_line(camera.capture_array())
    if place is None:
        print("no line")
    else:
        print(f"{place:.2f}")
    sleep(0.2)
