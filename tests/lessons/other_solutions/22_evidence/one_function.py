"""A list of JPEGs as the ring; the whole film is written at once, at its end."""

from datetime import datetime
from pathlib import Path
from time import sleep

import cv2
from gpiozero import MotionSensor
from picamera2 import Picamera2

FOLDER = Path("clips")
hall = MotionSensor(4)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()


def jpeg():
    sleep(0.15)
    return cv2.imencode(".jpg", camera.capture_array())[1].tobytes()


ring = []
while True:
    ring = [*ring[-30:], jpeg()]
    if hall.motion_detected:
        began = datetime.now()
        film, quiet = list(ring), 0
        while quiet < 30:
            film.append(jpeg())
            quiet = 0 if hall.motion_detected else quiet + 1
        ring = film[-30:]
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{began:%Y-%m-%dT%H.%M.%S}.mjpg").write_bytes(b"".join(film))
        while True:
            files = sorted(FOLDER.iterdir())
            if sum(file.stat().st_size for file in files) <= 3_000_000:
                break
            files[0].unlink()
