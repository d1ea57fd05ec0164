"""Lesson 27, See the line: where is it, in any light?"""

from time import sleep

import cv2
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()


def place_of_line(picture):
    """Return -1 for the left edge, 0 for the middle, 1 for the right edge; None without a line."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    mask = cv2.threshold(grey, 150, 255, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(mask) == 0:
        return None
    sums = cv2.moments(mask)
    middle = sums["m10"] / sums["m00"]
    return (middle - 160) / 160


while True:
    place = place_of_line(camera.capture_array())
    print(place)
    sleep(0.2)
