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
    grey = cv2.GaussianBlur(cv2.cvtColor(picture[120:], cv2.COLOR_BGR2GRAY), (5, 5), 0)
    floor = cv2.blur(grey, (161, 61))
    mask = cv2.inRange(cv2.subtract(grey, floor), 32, 255)
    if cv2.countNonZero(mask) < LEAST:
        return None
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
