"""Small rooms for the motion detector to look at: a textured wall, and what happens before it."""

from functools import lru_cache

import cv2
import numpy as np

from security_system.motion.detector import MotionDetector
from security_system.motion.settings import MotionSettings

FPS = 10
SIZE = (320, 240)


def room(size=SIZE, seed=1):
    """A still picture with furniture-like texture, mean about 110."""
    chance = np.random.default_rng(seed)
    width, height = size
    coarse = chance.integers(60, 160, (max(2, height // 24), max(2, width // 24)), np.uint8)
    return cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)


@lru_cache(maxsize=64)
def _grain(shape, number):
    return np.random.default_rng(number).normal(0.0, 1.0, shape).astype(np.float32)


def noisy(picture, number, sigma=1.5):
    """The picture with the noise of a frame: a few patterns, each time somewhere else."""
    grain = np.roll(_grain(picture.shape, number % 16), 7 * number)
    return np.clip(picture + sigma * grain, 0, 255).astype(np.uint8)


def with_person(picture, x, y, height=80, shade=25):
    """Somebody in dark clothes with a light face; x, y is the middle of the feet."""
    seen = picture.copy()
    width = height // 3
    cv2.rectangle(seen, (x - width // 2, y - height), (x + width // 2, y), shade, -1)
    cv2.circle(seen, (x, y - height), width // 3, 190, -1)
    return seen


def watch(pictures, fps=FPS, settings=None):
    """Return the sights of a detector that looks at pictures."""
    detector = None
    sights = []
    for number, picture in enumerate(pictures):
        if detector is None:
            detector = MotionDetector(settings or MotionSettings(), picture.shape[::-1])
        sights.append(detector.look(picture, number / fps))
    return sights


def quiet(seconds, size=SIZE, fps=FPS):
    still = room(size)
    return [noisy(still, number) for number in range(int(seconds * fps))]


def walk(seconds, start=40, speed_px=40.0, after_s=2.0, fps=FPS, **more):
    """A quiet room, and from `after_s` on somebody who walks through it."""
    still = room()
    pictures = []
    for number in range(int((seconds + after_s) * fps)):
        t_s = number / fps - after_s
        seen = with_person(still, round(start + speed_px * t_s), 200, **more) if t_s >= 0 else still
        pictures.append(noisy(seen, number))
    return pictures
