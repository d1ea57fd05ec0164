"""The walls of the room round the track: skirting boards, doors, furniture, what hangs low."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import Any

import numpy as np

from hardware_mocks.worlds.track.picture.camera import CarCamera
from hardware_mocks.worlds.track.picture.floors import Texture
from hardware_mocks.worlds.track.picture.grain import blotches, grain
from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.picture.painter import MARGIN_M
from hardware_mocks.worlds.track.state import Pose

PX_PER_M = 100.0
HIGH_M = 1.4
"""So much of a wall is painted; the camera never sees more of it."""
_SKIRTING_M = 0.07
_KNOT_ROWS = 80
"""So many rows of the picture are reckoned from the first and the last of them."""
_PALE = ((205, 210, 214), (190, 205, 212), (200, 196, 186), (176, 190, 186))
_THINGS = (
    (60, 85, 120),
    (45, 50, 60),
    (120, 95, 70),
    (215, 215, 215),
    (90, 110, 95),
    (70, 60, 110),
)


class Walls:
    """The four walls, in one texture below each other, and how they look from the car."""

    def __init__(self, look: Look, room_m: tuple[float, float], camera: CarCamera) -> None:
        self.room_m = room_m
        self.texture = _painted(look, room_m)
        self.height_m = camera.height_m
        self.before_m = float(camera.place_m[0])
        self.rays = camera.rays(np.arange(camera.size[1], dtype=np.float64))
        slopes = (self.rays[2] / np.hypot(self.rays[0], self.rays[1])).max(axis=1)
        self.falls = [-float(slope) for slope in np.minimum.accumulate(slopes)]

    def draw(self, picture: Texture, pose: Pose) -> None:
        """Draw what is seen of the walls over the floor."""
        rows = self._rows(pose)
        for first in range(0, rows, _KNOT_ROWS):
            self._draw_rows(picture, pose, first, min(first + _KNOT_ROWS, rows))

    def _draw_rows(self, picture: Texture, pose: Pose, first: int, last: int) -> None:
        """Draw some rows: exact for the first and the last, between them by proportion."""
        import cv2

        wall, along, steps = self._met(pose, [first, last - 1])
        share = np.linspace(0.0, 1.0, last - first, dtype=np.float32)[:, None]
        along_px = (along[0] + share * (along[1] - along[0])) * np.float32(PX_PER_M)
        high = steps[0] + share * (steps[1] - steps[0])
        high *= self.rays[2][first:last]
        high += np.float32(self.height_m)
        tall_px = HIGH_M * PX_PER_M
        down_px = high * np.float32(-PX_PER_M) + (wall[0] * tall_px + (tall_px - 1))
        seen = cv2.remap(self.texture, along_px, down_px.astype(np.float32, copy=False),
                         cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
        is_wall: Any = high > 0
        cv2.copyTo(seen, is_wall.view(np.uint8), picture[first:last])

    def _met(self, pose: Pose, rows: list[int]) -> tuple[Any, Any, Any]:
        """Return which wall some rows' rays meet, where along it, after how many lengths."""
        x, y = self.rays[0][rows], self.rays[1][rows]
        cos, sin = np.float32(math.cos(pose.heading_rad)), np.float32(math.sin(pose.heading_rad))
        at_x = np.float32(pose.x_m + MARGIN_M + self.before_m * float(cos))
        at_y = np.float32(pose.y_m + MARGIN_M + self.before_m * float(sin))
        world_x, world_y = cos * x - sin * y, sin * x + cos * y
        to_x, to_y = _steps(world_x, at_x, self.room_m[0]), _steps(world_y, at_y, self.room_m[1])
        steps = np.minimum(to_x, to_y)
        is_end = to_x < to_y
        along = np.where(is_end, world_y * steps + at_y, world_x * steps + at_x)
        wall = np.where(is_end, np.where(world_x > 0, 0, 1), np.where(world_y > 0, 2, 3))
        return wall.astype(np.float32), along, steps

    def _rows(self, pose: Pose) -> int:
        """Return how many rows, from the top, can show a wall: all above the nearest one's foot."""
        places = ((pose.x_m + MARGIN_M, self.room_m[0]), (pose.y_m + MARGIN_M, self.room_m[1]))
        near_m = max(0.05, min(min(at, size - at) for at, size in places) - 0.06)
        return max(2, bisect_left(self.falls, self.height_m / near_m))


def _steps(rays: Any, at: np.float32, size: float) -> Any:
    """Return after how many of their own lengths rays meet one of two facing walls."""
    with np.errstate(divide="ignore"):
        inverse = 1.0 / rays
    return np.maximum(inverse * (np.float32(size) - at), inverse * -at)


def _painted(look: Look, room_m: tuple[float, float]) -> Texture:
    """Return four walls below each other, each with its foot at the bottom."""
    rng = np.random.Generator(np.random.PCG64([look.seed, 31]))
    columns = round(max(room_m) * PX_PER_M)
    rows = round(HIGH_M * PX_PER_M)
    pale = np.array(_PALE[int(rng.integers(len(_PALE)))], np.float32)
    walls = [_wall(rng, (rows, columns), pale) for _ in range(4)]
    stacked: Any = np.clip(np.concatenate(walls), 0, 255)
    return np.asarray(stacked, np.uint8)


def _wall(rng: np.random.Generator, shape: tuple[int, int], pale: Any) -> Any:
    import cv2

    rows, columns = shape
    wall: Any = np.ones((rows, columns, 3), np.float32) * pale * np.float32(rng.uniform(0.6, 0.95))
    wall *= np.linspace(1.05, 0.9, rows, dtype=np.float32)[:, None, None]
    skirting = rows - round(_SKIRTING_M * PX_PER_M)
    wall[skirting:] = pale * rng.uniform(0.4, 1.1)
    wall[skirting - 1 : skirting] *= 0.7
    for _ in range(int(rng.integers(3, 8))):
        left = int(rng.integers(0, columns))
        right = left + int(rng.integers(10, 140))
        top = rows - int(rng.integers(25, rows))
        bottom = rows - (0 if rng.random() < 0.6 else int(rng.integers(4, 20)))
        colour = np.array(_THINGS[int(rng.integers(len(_THINGS)))], np.float32)
        wall[top:bottom, left:right] = colour * rng.uniform(0.7, 1.2)
        wall[top:bottom, left : left + 2] *= 0.7
        wall[top : top + 1, left:right] *= 1.2
    wall = cv2.GaussianBlur(wall, (0, 0), 1.2)
    uneven = blotches(rng, shape, 60) * 5 + grain(rng, shape) * 2
    return wall * (1 + uneven[..., None] / 100)
