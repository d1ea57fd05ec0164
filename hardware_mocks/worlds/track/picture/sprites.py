"""Flat pictures of things, in several sizes, ready to be laid into a picture of the camera."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Painted = NDArray[np.uint8]
"""(rows, columns, 4): blue, green, red, and how opaque."""
_SMALLEST_PX = 6


@dataclass(frozen=True, eq=False)
class Sprite:
    """One flat picture, its colours already multiplied by how opaque they are.

    Attributes:
        levels: the picture, and its halvings.
    """

    levels: tuple[Painted, ...]

    @classmethod
    def of(cls, painted: Painted, *, light: float = 1.0) -> Sprite:
        """Return a sprite of a picture.

        Args:
            painted: as large as one is ever close.
            light: on its side of the thing.
        """
        import cv2

        alpha = painted[..., 3:].astype(np.float32)
        colours = painted[..., :3].astype(np.float32) * light * alpha / 255
        ready: Any = np.concatenate([colours, alpha], axis=2).clip(0, 255).astype(np.uint8)
        levels = [ready]
        while min(levels[-1].shape[:2]) >= 2 * _SMALLEST_PX:
            rows, columns = levels[-1].shape[:2]
            half = cv2.resize(levels[-1], (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
            levels.append(np.asarray(half))
        return cls(tuple(levels))

    def level_for(self, wide_px: float, high_px: float) -> Painted:
        """Return the smallest picture that is not smaller than what is drawn of it."""
        for level in reversed(self.levels):
            if level.shape[1] >= wide_px and level.shape[0] >= high_px:
                return level
        return self.levels[0]


def empty(rows: int, columns: int) -> Painted:
    """Return a picture of nothing."""
    return np.zeros((rows, columns, 4), np.uint8)


def filled(rows: int, columns: int, bgr: tuple[int, int, int]) -> Painted:
    """Return a picture of one colour."""
    picture = np.empty((rows, columns, 4), np.uint8)
    picture[:] = (*bgr, 255)
    return picture


def shrunk(painted: Painted, by: int) -> Painted:
    """Return a picture drawn large as a smaller one with soft edges."""
    import cv2

    size = (painted.shape[1] // by, painted.shape[0] // by)
    alpha = painted[..., 3:].astype(np.float32) / 255
    weighed = np.concatenate([painted[..., :3] * alpha, alpha * 255], axis=2)
    small: Any = cv2.resize(weighed, size, interpolation=cv2.INTER_AREA)
    small[..., :3] /= np.maximum(small[..., 3:] / 255, 1e-3)
    return np.asarray(small.clip(0, 255).astype(np.uint8))


def roughened(painted: Painted, rng: np.random.Generator, levels: float) -> Painted:
    """Return a picture with an uneven surface: light from one side, dirt, small scratches."""
    from hardware_mocks.worlds.track.picture.grain import blotches, grain

    shape = painted.shape[:2]
    slope = np.linspace(-1, 1, shape[1], dtype=np.float32) * np.float32(rng.uniform(-1, 1))
    uneven = blotches(rng, shape, shape[0] / 3) + grain(rng, shape) * 0.4 + slope
    rough = painted.copy()
    colours = painted[..., :3] * (1 + uneven[..., None] * np.float32(levels / 100))
    rough[..., :3] = np.clip(colours, 0, 255).astype(np.uint8)
    return rough
