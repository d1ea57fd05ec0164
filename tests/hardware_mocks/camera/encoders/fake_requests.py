"""Requests of a camera that sees a red ball walk over grey stripes, without a camera."""

import cv2
import numpy as np


class FakeRequest:
    """One frame, as far as encoders want to know of it."""

    def __init__(self, number, *, fps=30.0, size=(160, 120), fmt="XBGR8888"):
        self.number = number
        self.config = {"main": {"size": size, "format": fmt}}
        self.time_ns = 7_000_000_000 + round(number * 1e9 / fps)
        self.holders = 1
        self.request = self

    def bgr(self, name):
        width, height = self.config[name]["size"]
        image = np.empty((height, width, 3), np.uint8)
        image[:] = ((np.arange(width) // 8 % 2) * 40 + 80)[None, :, None]
        cv2.circle(image, (10 + self.number, height // 2), 8, (0, 0, 220), -1)
        return image

    def buffer(self, name):
        return self.bgr(name).reshape(-1)

    def get_metadata(self):
        return {"SensorTimestamp": self.time_ns}

    def acquire(self):
        self.holders += 1

    def release(self):
        self.holders -= 1


def run(encoder, outputs, count=30, *, size=(160, 120), fmt="XBGR8888", fps=30.0, quality=None):
    """Let an encoder have `count` frames, as Picamera2 does."""
    encoder.output = outputs
    begin(encoder, size=size, fmt=fmt, fps=fps, quality=quality)
    for number in range(count):
        encoder.encode("main", FakeRequest(number, fps=fps, size=size, fmt=fmt))
    encoder.stop()


def begin(encoder, *, size=(160, 120), fmt="XBGR8888", fps=30.0, quality=None):
    """Start an encoder as Picamera2 does."""
    encoder.name = "main"
    encoder.size = size
    encoder.format = fmt
    encoder.stride = size[0] * 4
    if getattr(encoder, "framerate", 0) is None:
        encoder.framerate = fps
    encoder.start(quality=quality)
