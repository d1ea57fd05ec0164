"""A camera that is drawn: something walks, it is covered, turned, frozen, dark or unplugged."""

import time

import numpy as np

from makerkit.camera.errors import CameraLostError
from makerkit.camera.frame import Frame
from security_system.motion.sight import Box, Sight

SIZE = (96, 64)
FPS = 10


def room(size=SIZE, seed=1):
    """Furniture: blocks of different grey, the same each time."""
    width, height = size
    chance = np.random.default_rng(seed)
    picture = np.full((height, width), 90, np.uint8)
    for _ in range(14):
        x, y = chance.integers(0, width - 12), chance.integers(0, height - 12)
        picture[y : y + 12, x : x + 12] = chance.integers(50, 180)
    return picture


class DrawnCamera:
    """A source of pictures: change its attributes while it runs."""

    name = "drawn"

    def __init__(self, size=SIZE, fps=FPS):
        self.size, self.fps = size, fps
        self.is_unplugged = self.is_covered = self.is_frozen = self.is_dark = False
        self.is_turned = self.is_walking = False
        self.opened = self.closed = 0
        self._room, self._elsewhere = room(size), room(size, seed=9)
        self._chance = np.random.default_rng(5)
        self._last = None
        self._due_ns = 0

    def open(self):
        if self.is_unplugged:
            raise CameraLostError("its cable is out")
        self.opened += 1
        self._due_ns = time.monotonic_ns()

    def read(self, number):
        self._due_ns += round(1e9 / self.fps)
        time.sleep(max(0, self._due_ns - time.monotonic_ns()) / 1e9)
        if self.is_unplugged:
            raise CameraLostError("its cable is out")
        if not self.is_frozen or self._last is None:
            self._last = self._draw(number)
        return Frame.from_yuv(number, self._due_ns, self._last)

    def interrupt(self):
        pass

    def close(self):
        self.closed += 1

    def _draw(self, number):
        width, height = self.size
        luma = (self._elsewhere if self.is_turned else self._room).copy()
        if self.is_walking:
            left = number * 3 % (width - 10)
            luma[20:50, left : left + 10] = 240
        if self.is_covered:
            luma[:] = 60
        if self.is_dark:
            luma[:] = 17
        noise = self._chance.integers(-2, 3, luma.shape)
        planes = np.full((height * 3 // 2, width), 128, np.uint8)
        planes[:height] = np.clip(luma + noise, 0, 235)
        return planes


class BrightThing:
    """A stand-in for the motion detector: what is brighter than the furniture moves."""

    cost_s = 0.0

    def __init__(self, _settings, size):
        self.size = size

    def look(self, luma, t_s):
        time.sleep(self.cost_s)
        rows, columns = np.nonzero(luma > 210)
        if len(rows) < 20:
            return Sight(t_s=t_s)
        x, y = int(columns.min()), int(rows.min())
        box = Box(x, y, int(columns.max()) - x + 1, int(rows.max()) - y + 1)
        area = "left" if x < self.size[0] // 2 else "right"
        return Sight(
            t_s=t_s, is_motion=True, boxes=(box,), score=0.8, why="it is bright", areas=(area,)
        )
