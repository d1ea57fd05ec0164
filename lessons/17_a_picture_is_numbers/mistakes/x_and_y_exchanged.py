# expect: card.box_exchanged
from time import sleep

import cv2
from picamera2 import Picamera2

# For each colour the least and the most of blue, green and red.
COLOURS = [
    ("blue", (120, 0, 0), (255, 120, 90)),
    ("green", (0, 120, 0), (110, 255, 90)),
    ("red", (0, 0, 140), (90, 90, 255)),
]

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()

for name, least, most in COLOURS:
    mask = cv2.inRange(picture, least, most)
    if cv2.countNonZero(mask) > 5000:
        print(name)
        x, y, width, height = cv2.boundingRect(mask)
        cut = picture[y : y + height, x : x + width].copy()
        cv2.imwrite("cut.png", cut)
        cv2.rectangle(picture, (y, x), (y + height, x + width), (0, 255, 255), 3)

cv2.imwrite("card.png", picture)
