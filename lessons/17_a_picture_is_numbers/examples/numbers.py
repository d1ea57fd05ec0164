"""Three points of a picture, as numbers. The picture is made here, without a camera."""

import cv2
import numpy

picture = numpy.zeros((480, 640, 3), numpy.uint8)  # 480 rows of 640 points, all black
picture[100:200, 400:600] = (0, 0, 255)  # rows 100 to 199, columns 400 to 599

print(picture.shape)
print(picture[150, 500])  # row 150, column 500
print(picture[300, 500])
cv2.imwrite("numbers.png", picture)
