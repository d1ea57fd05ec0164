"""Which points are yellow? A mask is white where the answer is yes."""

import cv2
import numpy

picture = numpy.zeros((480, 640, 3), numpy.uint8)
cv2.rectangle(picture, (300, 100), (420, 180), (30, 200, 230), -1)  # -1: filled

mask = cv2.inRange(picture, (0, 150, 150), (100, 255, 255))
print(cv2.countNonZero(mask), "points are yellow")
x, y, width, height = cv2.boundingRect(mask)
print("x", x, "y", y, "width", width, "height", height)
