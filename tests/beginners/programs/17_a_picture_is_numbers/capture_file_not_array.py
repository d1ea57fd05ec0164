# expect: cv2.file_is_no_picture
# helps: names the word that gives a picture
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
picture = camera.capture_file("card.png")  # "RGB888" gives blue first, then green, then red: as cv2 wants it
camera.close()

for name, least, most in COLOURS:
    mask = cv2.inRange(picture, least, most)  # white where a point fits, black elsewhere
    if cv2.countNonZero(mask) > 5000:  # a few points are noise, a card has thousands
        print(name)
        x, y, width, height = cv2.boundingRect(mask)
        cut = picture[y : y + height, x : x + width].copy()  # rows first, then columns
        cv2.imwrite("cut.png", cut)
        cv2.rectangle(picture, (x, y), (x + width, y + height), (0, 255, 255), 3)

cv2.imwrite("card.png", picture)
