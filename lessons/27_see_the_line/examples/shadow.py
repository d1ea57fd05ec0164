"""Two lines, one in the sun, one in the shadow: with one limit, and compared with the floor."""

import cv2
import numpy

picture = numpy.full((60, 240), 60, numpy.uint8)  # a floor in the shadow
picture[:, 120:] = 180  # and in the sun
picture[:, 60:70] = 100  # a line in the shadow
picture[:, 180:190] = 230  # a line in the sun

mask = cv2.threshold(picture, 150, 255, cv2.THRESH_BINARY)[1]
floor = cv2.blur(picture, (61, 61))
better = cv2.threshold(cv2.subtract(picture, floor), 25, 255, cv2.THRESH_BINARY)[1]
for name, found in (("one limit", mask), ("compared with the floor", better)):
    lines = 0
    for middle in (65, 185):
        if found[30, middle] > 0 and found[30, middle + 20] == 0:  # white, and the floor is not
            lines = lines + 1
    print(f"{name}: {lines} of 2 lines")
