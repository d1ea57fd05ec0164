"""Lesson 22, Evidence: a film of each visit, which begins before anybody noticed it."""

from datetime import datetime
from pathlib import Path
from time import sleep

import cv2
from gpiozero import MotionSensor
from picamera2 import Picamera2

PER_S = 5
AFTER = 5 * PER_S
FOLDER = Path("clips")
FOLDER.mkdir(exist_ok=True)

hall = MotionSensor(4)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()


def begin():
    return (FOLDER / f"{datetime.now():%Y-%m-%d %H-%M-%S}.mjpeg").open("wb")


while True:
    hall.wait_for_motion()
    film = begin()
    for number in range(AFTER):
        _, table = cv2.imencode(".jpg", camera.capture_array())
        film.write(table.tobytes())
        sleep(1 / PER_S)
    film.close()
