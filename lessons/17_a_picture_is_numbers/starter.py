"""Lesson 17, A picture is numbers: which colour has the card, and where is it?"""

from time import sleep

import cv2
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()

print(picture.shape)
print(picture[240, 320])
cv2.imwrite("card.png", picture)
