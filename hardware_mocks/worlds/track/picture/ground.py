"""The floor as the camera sees it: each pixel's place on the floor looked up in the painted one.

Where each pixel looks, seen from the car, never changes, lens distortion and all. For a picture
these places are turned and moved with the car, and the floor is read there. Far away a row of the
picture covers a hand's breadth of floor: such rows are read several times and averaged.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.track.picture.camera import CarCamera, Map
from hardware_mocks.worlds.track.picture.floors import PX_PER_M, Texture
from hardware_mocks.worlds.track.picture.painter import MARGIN_M
from hardware_mocks.worlds.track.state import Pose

FARTHEST_M = 12.0
_LEVELS = 3
_TABLES_AT = ((2.2, 3, 1), (1.0, 2, 1), (0.0, 1, 0))
"""From how far on (in metres) rows are read how often, in which halving of the floor."""


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows of the picture that are read alike."""

    first: int
    last: int
    times: int
    level: int
    x_m: Map
    y_m: Map


class Ground:
    """Reads a painted floor as one camera sees it."""

    def __init__(self, texture: Texture, camera: CarCamera) -> None:
        self.camera = camera
        self.levels = _halved(texture)
        self.bands = tuple(_bands(camera))
        self.first_row = self.bands[0].first

    def draw(self, picture: Texture, pose: Pose) -> None:
        """Draw the floor into a picture from its `first_row` on."""
        import cv2

        for band in self.bands:
            map_x, map_y = placed(band.x_m, band.y_m, pose, PX_PER_M / 2**band.level, MARGIN_M)
            target = picture[band.first : band.last]
            into = target if band.times == 1 else None
            read: Any = cv2.remap(
                self.levels[band.level], map_x, map_y, cv2.INTER_LINEAR, dst=into,
                borderMode=cv2.BORDER_REPLICATE,
            )  # fmt: skip
            if band.times > 1:
                size = (target.shape[1], target.shape[0])
                cv2.resize(read, size, dst=target, interpolation=cv2.INTER_AREA)


def placed(x_m: Map, y_m: Map, pose: Pose, px_per_m: float, margin_m: float) -> tuple[Any, Any]:
    """Return where places seen from the car lie in a picture of the floor, in its pixels."""
    import cv2

    cos, sin = math.cos(pose.heading_rad) * px_per_m, math.sin(pose.heading_rad) * px_per_m
    from_x = (pose.x_m + margin_m) * px_per_m - 0.5
    from_y = (pose.y_m + margin_m) * px_per_m - 0.5
    return (
        cv2.addWeighted(x_m, cos, y_m, -sin, from_x),
        cv2.addWeighted(x_m, sin, y_m, cos, from_y),
    )


def on_floor(camera: CarCamera, rows: NDArray[np.float64]) -> tuple[Map, Map]:
    """Return the places on the floor that rows' pixels see, at most `FARTHEST_M` away."""
    x, y, z = camera.rays(rows)
    steps = camera.height_m / np.maximum(-z, 1e-4)
    steps = np.minimum(steps, FARTHEST_M / np.hypot(x, y))
    forward = camera.place_m[0] + steps * x
    return np.asarray(forward, np.float32), np.asarray(steps * y, np.float32)


def _halved(texture: Texture) -> list[Texture]:
    import cv2

    levels = [texture]
    for _ in range(_LEVELS - 1):
        rows, columns = levels[-1].shape[:2]
        half = cv2.resize(levels[-1], (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
        levels.append(np.asarray(half))
    return levels


def _bands(camera: CarCamera) -> list[_Band]:
    """Return the rows from the horizon down, in bands of like distance."""
    rows = np.arange(camera.size[1], dtype=np.float64)
    x, y, z = camera.rays(rows)
    steps = np.where(z < -1e-4, camera.height_m / np.maximum(-z, 1e-4), np.inf)
    far_m = (steps * np.hypot(x, y)).min(axis=1)
    first = int(np.argmax(far_m < FARTHEST_M))
    bands = []
    for from_m, times, level in _TABLES_AT:
        last = int(np.argmax(far_m < from_m)) if from_m else camera.size[1]
        if last > first:
            finer = first + (np.arange((last - first) * times) + 0.5) / times - 0.5
            bands.append(_Band(first, last, times, level, *on_floor(camera, finer)))
            first = last
    return bands
