from time import sleep

import cv2
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()

blurred = cv2.GaussianBlur(picture, (7, 7), 0)
blue, green, red = cv2.split(blurred)
answers = []
for name, mine, one, other in (
    ("blue", blue, green, red),
    ("green", green, blue, red),
    ("red", red, blue, green),
):
    rest = cv2.max(one, other)
    difference = cv2.subtract(mine, rest)
    _, mask = cv2.threshold(difference, 50, 255, cv2.THRESH_BINARY)
    answers.append((cv2.countNonZero(mask), name, mask))
answers.sort(key=lambda answer: answer[0])
count, name, mask = answers[-1]
print(name)
contours = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[-2]
corner = max(contours, key=cv2.contourArea)
x, y, width, height = cv2.boundingRect(corner)
cv2.imwrite("cut.png", picture[y : y + height, x : x + width])
cv2.drawContours(picture, [corner], -1, (0, 255, 255), 3)
cv2.imwrite("card.png", picture)
