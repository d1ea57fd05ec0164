"""Looks again and again, and writes the files each time."""

from time import sleep

import cv2
from picamera2 import Picamera2

LIMITS = {
    "red": ((0, 0, 140), (90, 90, 255)),
    "green": ((0, 120, 0), (110, 255, 100)),
    "blue": ((130, 0, 0), (255, 130, 90)),
}


def find(picture):
    for name, (least, most) in LIMITS.items():
        mask = cv2.inRange(cv2.GaussianBlur(picture, (5, 5), 0), least, most)
        if cv2.countNonZero(mask) > 3000:
            return name, cv2.boundingRect(mask)
    return None, None


with Picamera2() as camera:
    camera.configure(
        camera.create_video_configuration(main={"size": (640, 480), "format": "RGB888"})
    )
    camera.start()
    sleep(1)
    while True:
        picture = camera.capture_array()
        name, box = find(picture)
        if name is not None:
            print(name)
            x, y, w, h = box
            cv2.imwrite("cut.png", picture[y : y + h, x : x + w])
            drawn = picture.copy()
            cv2.rectangle(drawn, (x, y), (x + w, y + h), (0, 255, 0) if name != "green" else 0, 2)
            cv2.imwrite("card.png", drawn)
        sleep(1)
