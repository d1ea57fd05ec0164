"""A mask with three white pieces: how large is each of them?"""

import cv2
import numpy

mask = numpy.zeros((240, 320), numpy.uint8)  # all black
cv2.rectangle(mask, (20, 20), (23, 23), 255, -1)  # a fly
cv2.rectangle(mask, (100, 10), (130, 200), 255, -1)  # somebody
cv2.rectangle(mask, (250, 30), (270, 50), 255, -1)  # a curtain

contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
for contour in contours:
    print(cv2.contourArea(contour), cv2.boundingRect(contour))
