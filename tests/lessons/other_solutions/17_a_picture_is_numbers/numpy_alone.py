from time import sleep

import cv2
import numpy as np
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()

numbers = picture.astype(int)
largest = numbers.max(axis=2) - np.median(numbers, axis=2)
rows, columns = np.where(largest > 60)
y, x = rows.min(), columns.min()
bottom, right = rows.max(), columns.max()
middle = picture[(y + bottom) // 2, (x + right) // 2]
print(["blue", "green", "red"][int(np.argmax(middle))])
cut = picture[y:bottom, x:right].copy()
picture[y : y + 4, x:right] = picture[bottom - 4 : bottom, x:right] = 255
picture[y:bottom, x : x + 4] = picture[y:bottom, right - 4 : right] = 255
cv2.imwrite("card.png", picture)
cv2.imwrite("cut.png", cut)
