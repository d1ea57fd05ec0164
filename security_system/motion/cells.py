"""The picture in cells: brightness averaged until some eighty cells stand side by side."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Luma = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Values = NDArray[np.float32]
Window = tuple[slice, slice]
"""A rectangle of cells: rows and columns."""

CELLS_ACROSS = 80
"""So many are aimed at: a person 15 m from a usual camera is still some cells high."""
LEAST_SIDE = 8
"""Cells: what is smaller than this in a direction is no picture to judge."""


class Cells:
    """How pictures of one size are divided into cells.

    Exact halvings with `INTER_LINEAR` average 2 x 2 pixels each, and are several times cheaper than
    `INTER_AREA`.

    Args:
        size: width and height of the luma in pixels.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        width, height = size
        fits = max(0, int(math.log2(max(1, min(width, height) / LEAST_SIDE))))
        self.halvings = min(fits, max(0, round(math.log2(max(1, width) / CELLS_ACROSS))))
        self.cell_px = 1 << self.halvings
        self.across, self.down = width // self.cell_px, height // self.cell_px
        self.size = size
        self._halves = [
            np.empty((self.down << left, self.across << left), np.uint8)
            for left in reversed(range(self.halvings))
        ]

    @property
    def is_too_small(self) -> bool:
        """Whether the picture is too small to be judged."""
        return min(self.across, self.down) < LEAST_SIDE

    def of(self, luma: Luma) -> Values:
        """Return the mean brightness of each cell; what does not fill a cell is cut off."""
        part = luma[: self.down * self.cell_px, : self.across * self.cell_px]
        for half in self._halves:
            cv2.resize(part, half.shape[::-1], half, interpolation=cv2.INTER_LINEAR)
            part = half
        return part.astype(np.float32)


def window_around(marked: Mask, margin: int, grid: int = 1) -> Window | None:
    """Return the part of the picture that holds all marked cells; None when there are none.

    Args:
        marked: above 0 where a cell is marked.
        margin: so many cells more on each side, as far as the picture goes.
        grid: upper and left side are multiples of this.
    """
    x, y, width, height = cv2.boundingRect(marked)
    if not width:
        return None
    left, top = max(0, x - margin) // grid * grid, max(0, y - margin) // grid * grid
    rows, columns = marked.shape
    return slice(top, min(rows, y + height + margin)), slice(left, min(columns, x + width + margin))
