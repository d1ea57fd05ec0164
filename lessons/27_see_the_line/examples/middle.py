"""The middle of three white points."""

import cv2
import numpy

mask = numpy.zeros((10, 40), numpy.uint8)
mask[5, 10] = 255
mask[5, 20] = 255
mask[5, 30] = 255
sums = cv2.moments(mask, True)
print(f"{sums['m00']:.0f} points")
print("the middle is at", sums["m10"] / sums["m00"])
