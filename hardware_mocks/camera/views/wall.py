"""A grey wall over a wooden table: what is behind a card held before the camera."""

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.view import WHOLE, Box, Scenery
from hardware_mocks.camera.views.test_card import OFFICE_LUX, cut

_WIDTH, _HEIGHT = 960, 720


class Wall:
    """A wall in even light.

    Args:
        lux: the light.
    """

    def __init__(self, lux: float = OFFICE_LUX) -> None:
        self.lux = lux

    def light(self, t_ns: int) -> float:
        """Return the light."""
        return self.lux

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the wall."""
        return Scenery(_cut_wall(size, crop), self.lux)


@lru_cache(maxsize=8)
def _cut_wall(size: tuple[int, int], crop: Box) -> NDArray[Any]:
    return cut(_wall(), size, crop)


@lru_cache(maxsize=1)
def _wall() -> NDArray[Any]:
    rng = np.random.Generator(np.random.PCG64(16))
    rows = np.linspace(150, 118, _HEIGHT)[:, None, None]
    wall: NDArray[Any] = np.broadcast_to(rows, (_HEIGHT, _WIDTH, 3)) + np.array([4.0, 0.0, -3.0])
    rough = cv2.GaussianBlur(rng.standard_normal((_HEIGHT, _WIDTH)), (0, 0), 2.5) * 12
    wall = wall + rough[:, :, None]
    table = round(_HEIGHT * 0.8)
    grain = cv2.GaussianBlur(rng.standard_normal((_HEIGHT - table, _WIDTH)), (0, 0), 30, sigmaY=1)
    wall[table:] = np.array([70.0, 105.0, 140.0]) + grain[:, :, None] * 220
    wall[table - 3 : table] -= 35
    picture: NDArray[Any] = np.clip(wall, 0, 255).astype(np.uint8)
    picture.flags.writeable = False
    return picture
