"""Takes the small second picture, whose first rows are the brightness: no colours are computed."""

from time import sleep

import cv2
import numpy as np
from gpiozero import LED
from picamera2 import Picamera2

WIDTH, HEIGHT = 320, 240


class Watcher:
    def __init__(self):
        self.camera = Picamera2()
        self.camera.configure(
            self.camera.create_video_configuration(
                main={"size": (640, 480)}, lores={"size": (WIDTH, HEIGHT), "format": "YUV420"}
            )
        )
        self.camera.start()
        self.last = None

    def look(self):
        luma = self.camera.capture_array("lores")[:HEIGHT, :WIDTH]
        return cv2.blur(luma, (7, 7)).astype(np.int16)

    def is_somebody_there(self):
        now = self.look()
        before, self.last = self.last, now
        if before is None:
            return False
        changed = np.abs(now - before) > 20
        if changed.mean() > 0.3:
            sleep(1)
            self.last = None
            return False
        count, _, stats, _ = cv2.connectedComponentsWithStats(changed.astype(np.uint8))
        return count > 1 and stats[1:, cv2.CC_STAT_AREA].max() > 600


watcher = Watcher()
sleep(2)
lamp = LED(17)
while True:
    if watcher.is_somebody_there():
        lamp.on()
    else:
        lamp.off()
    sleep(0.2)
