"""Noise of several sizes, of which floors, walls and worn paint are made."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
"""(rows, columns)."""
Shape = tuple[int, int]


def grain(rng: np.random.Generator, shape: Shape) -> Field:
    """Return noise of mean 0 and standard deviation 1, each pixel for itself."""
    return rng.standard_normal(shape, dtype=np.float32)


def blotches(rng: np.random.Generator, shape: Shape, size_px: float, stretch: float = 1.0) -> Field:
    """Return soft noise of standard deviation 1.

    Args:
        size_px: of its blotches.
        stretch: how much longer they are along the columns' direction (x).
    """
    import cv2

    rows = max(2, round(shape[0] / size_px) + 2)
    columns = max(2, round(shape[1] / (size_px * stretch)) + 2)
    small = rng.standard_normal((rows, columns), dtype=np.float32)
    large: Any = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(large / max(float(large.std()), 1e-6), np.float32)


def layers(rng: np.random.Generator, shape: Shape, sizes_px: tuple[float, ...]) -> Field:
    """Return blotches of several sizes on each other, of standard deviation 1."""
    total = sum(blotches(rng, shape, size_px) for size_px in sizes_px)
    return np.asarray(total / np.float32(len(sizes_px) ** 0.5), np.float32)
