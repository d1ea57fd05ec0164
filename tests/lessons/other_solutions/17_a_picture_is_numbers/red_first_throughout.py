"""Takes the library's own order, red first, and exchanges it once, where cv2 writes."""

from time import sleep

import cv2
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "BGR888"}))
camera.start()
sleep(2)
picture = cv2.cvtColor(camera.capture_array(), cv2.COLOR_RGB2BGR)
camera.close()

for place, name in enumerate(("blue", "green", "red")):
    others = [number for number in range(3) if number != place]
    mask = picture[:, :, place] > picture[:, :, others].max(axis=2).astype(int) + 50
    points = cv2.findNonZero(mask.astype("uint8"))
    if points is not None and len(points) > 5000:
        print(name)
        x, y, width, height = cv2.boundingRect(points)
        cv2.imwrite("cut.png", picture[y : y + height, x : x + width])
        cv2.rectangle(picture, (x, y, width, height), (0, 0, 0), 4)
cv2.imwrite("card.png", picture)
