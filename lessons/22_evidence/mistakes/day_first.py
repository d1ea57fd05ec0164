# expect: evidence.name_without_time
from collections import deque
from datetime import datetime
from pathlib import Path
from time import sleep

import cv2
from gpiozero import MotionSensor
from picamera2 import Picamera2

PER_S = 5  # pictures
RING = 5 * PER_S  # as many as the ring holds: the last 5 s
AFTER = 5 * PER_S  # the film goes on for so long after the last motion
MOST_BYTES = 3_000_000  # more must not be in the folder
FOLDER = Path("clips")
FOLDER.mkdir(exist_ok=True)

hall = MotionSensor(4)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()


def begin():
    """Open a new film, and put into it what the ring remembers."""
    film = (FOLDER / f"{datetime.now():%d-%m-%Y %H-%M-%S}.mjpeg").open("wb")
    for jpeg in ring:
        film.write(jpeg)
    return film


def make_room():
    """Delete the oldest films until the rest is small enough."""
    films = sorted(FOLDER.glob("*.mjpeg"))  # by name: year, month, day, and so on
    while sum(film.stat().st_size for film in films) > MOST_BYTES:
        films.pop(0).unlink()


ring = deque(maxlen=RING)  # when it is full, the oldest picture falls out at the other end
film = None
left = 0  # so many pictures are still to come

while True:
    _, table = cv2.imencode(".jpg", camera.capture_array())
    jpeg = table.tobytes()
    if hall.motion_detected:
        left = AFTER
        if film is None:
            film = begin()
    if film is not None:
        film.write(jpeg)
        left = left - 1
        if left == 0:
            film.close()
            film = None
            make_room()
    ring.append(jpeg)
    sleep(1 / PER_S)
