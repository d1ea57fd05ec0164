"""The camera of the car: where each pixel looks, and where in the picture a point is seen.

A Raspberry Pi camera of 62.2 degrees, 12 cm above the floor, 5 cm before the driven axle, tilted
down by 18 degrees; a look turns each of these a little.

Car coordinates: x forward, y left, z up, in metres from the point on the floor below the middle of
the driven axle. Picture coordinates are pixel indexes: (0, 0) is the middle of the first pixel.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.track.picture.look import Look

FIELD_OF_VIEW_RAD = math.radians(62.2)
"""Across the picture, of a Camera Module 2 (its datasheet)."""
BEFORE_AXLE_M = 0.05
K2_PER_K1_SQUARED = 0.7
"""Keeps strong barrel distortion from folding over at the corners: above 0.45 it grows steadily."""
_NEWTON_STEPS = 12
Map = NDArray[np.float32]
Points = NDArray[np.float64]


class CarCamera:
    """The camera as it is screwed on in a look, for pictures of one size."""

    def __init__(self, look: Look, size: tuple[int, int] = (320, 240)) -> None:
        self.size = size
        self.height_m = look.height_m
        self.focal_px = look.focal * size[0] / 2 / math.tan(FIELD_OF_VIEW_RAD / 2)
        self.centre_px = ((size[0] - 1) / 2, (size[1] - 1) / 2)
        self.k1, self.k2 = look.k1, K2_PER_K1_SQUARED * look.k1**2
        self.place_m = np.array([BEFORE_AXLE_M, 0.0, look.height_m])
        self.turn = _turn(look)

    def rays(self, rows: NDArray[np.float64]) -> tuple[Map, Map, Map]:
        """Return where rows' pixels look: x, y, z in car coordinates, each (rows, width)."""
        columns = np.arange(self.size[0], dtype=np.float64)
        bent_x = (columns - self.centre_px[0]) / self.focal_px
        bent_y = (rows[:, None] - self.centre_px[1]) / self.focal_px
        bent = np.hypot(bent_x, bent_y)
        share = _unbent(bent, self.k1, self.k2) / np.maximum(bent, 1e-9)
        seen = np.stack([bent_x * share, bent_y * share, np.ones_like(share)], axis=-1)
        rays = seen @ self.turn
        x, y, z = (np.ascontiguousarray(rays[..., axis], np.float32) for axis in range(3))
        return x, y, z

    def seen(self, points_m: Points) -> tuple[Points, NDArray[np.float64]]:
        """Return where points are seen, and how far before the camera they lie.

        Args:
            points_m: (n, 3) in car coordinates.

        Returns:
            (n, 2) in pixels, meaningless for points behind the camera; (n,) in metres along its
            axis, negative behind it.
        """
        placed = (points_m - self.place_m) @ self.turn.T
        depth = placed[:, 2]
        flat = placed[:, :2] / np.where(np.abs(depth) < 1e-6, 1e-6, depth)[:, None]
        squared = np.minimum((flat**2).sum(axis=1, keepdims=True), 4.0)
        bent = flat * (1 + self.k1 * squared + self.k2 * squared**2)
        return bent * self.focal_px + self.centre_px, depth


def _turn(look: Look) -> NDArray[np.float64]:
    """Return the matrix from car coordinates to the camera's (x right, y down, z forward)."""
    cos, sin = math.cos(look.pitch_rad), math.sin(look.pitch_rad)
    pitched = np.array([[0.0, -1.0, 0.0], [-sin, 0.0, -cos], [cos, 0.0, -sin]])
    cos, sin = math.cos(look.yaw_rad), math.sin(look.yaw_rad)
    yawed = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    cos, sin = math.cos(look.roll_rad), math.sin(look.roll_rad)
    rolled = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    turn: NDArray[np.float64] = rolled @ pitched @ yawed
    return turn


def _unbent(bent: NDArray[np.float64], k1: float, k2: float) -> Any:
    """Return the radius without distortion of radiuses with it, by Newton's method."""
    radius = bent.copy()
    for _ in range(_NEWTON_STEPS):
        square = radius**2
        value = radius * (1 + k1 * square + k2 * square**2) - bent
        radius -= value / (1 + 3 * k1 * square + 5 * k2 * square**2)
    return radius
