"""A thread fills a list; an AVI is written by OpenCV after the visit, by the clock."""

import os
from datetime import datetime
from threading import Thread
from time import monotonic, sleep

import cv2
from gpiozero import MotionSensor
from picamera2 import Picamera2

os.makedirs("clips", exist_ok=True)  # noqa: PTH103
hall = MotionSensor(4)
camera = Picamera2()
camera.configure(camera.create_preview_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
pictures = []
keep_from_s = [0.0]


def look():
    while True:
        pictures.append((monotonic(), camera.capture_array()))
        while not keep_from_s[0] and pictures[0][0] < monotonic() - 4.5:
            pictures.pop(0)
        sleep(0.2)


Thread(target=look, daemon=True).start()
while True:
    hall.wait_for_motion()
    name = datetime.now().strftime("clips/%Y%m%d_%H%M%S.avi")
    keep_from_s[0] = monotonic() - 4.5
    hall.wait_for_no_motion()
    sleep(5)
    film = cv2.VideoWriter(name, cv2.VideoWriter_fourcc(*"MJPG"), 5, (320, 240))
    for taken_s, picture in pictures:
        if taken_s >= keep_from_s[0]:
            film.write(picture)
    film.release()
    keep_from_s[0] = 0.0
    files = sorted((e for e in os.scandir("clips")), key=lambda e: e.stat().st_mtime)
    total = sum(e.stat().st_size for e in files)
    for entry in files:
        if total <= 3_000_000:
            break
        total -= entry.stat().st_size
        os.remove(entry)  # noqa: PTH107
