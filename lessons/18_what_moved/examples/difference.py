"""Two small pictures as numbers, and what is different between them."""

import cv2
import numpy

before = numpy.array([[50, 50, 50, 50], [50, 50, 50, 50]], numpy.uint8)
now = numpy.array([[52, 49, 50, 51], [50, 200, 210, 50]], numpy.uint8)

difference = cv2.absdiff(before, now)
print(difference)

_, mask = cv2.threshold(difference, 20, 255, cv2.THRESH_BINARY)
print(mask)
