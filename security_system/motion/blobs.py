"""Changed cells that lie together: what may be somebody."""

import cv2
import numpy as np

from security_system.motion.cells import Mask, Window

_JOIN = np.ones((3, 3), np.uint8)
MOST = 6
"""The biggest are enough; a crowd is motion anyway."""


class Blob:
    """Cells that lie together.

    Attributes:
        left, top, right, bottom: its rectangle in cells; the last two are outside of it.
        cells: how many have changed.
        moving: how many of them look different from a moment ago.
        x, y: its middle.
        side: the longer side of its rectangle.
        place: its rectangle, to cut it out of an array.
    """

    __slots__ = ("bottom", "cells", "left", "moving", "place", "right", "side", "top", "x", "y")

    def __init__(self, place: tuple[slice, slice], changed: Mask, moving: Mask) -> None:
        points = cv2.findNonZero(changed[place])
        self.cells = 0 if points is None else len(points)
        # OpenCV 5 returns rows of two numbers, OpenCV 4 points of two channels
        x, y = (0.0, 0.0) if points is None else cv2.sumElems(points.reshape(-1, 1, 2))[:2]
        self.top, self.left = place[0].start, place[1].start
        self.bottom, self.right = place[0].stop, place[1].stop
        many = max(self.cells, 1)
        self.x, self.y = self.left + x / many, self.top + y / many
        self.moving = cv2.countNonZero(moving[place])
        self.place = place
        self.side: int = max(self.right - self.left, self.bottom - self.top)


def blobs_of(changed: Mask, moving: Mask, least_cells: float, window: Window) -> list[Blob]:
    """Return the biggest blobs; changed cells with a gap of one or two belong together.

    Args:
        changed, moving: of the whole picture.
        window: where all of them are; begins at even cells.
    """
    joined = cv2.dilate(changed[window], _JOIN)
    coarse = np.ascontiguousarray(joined[::2, ::2])
    count, _, table, _ = cv2.connectedComponentsWithStats(coarse, connectivity=8)
    rows = range(1, count) if count <= MOST + 1 else 1 + np.argsort(-table[1:, 4])[:MOST]
    found = []
    for row in rows:
        x, y, width, height, area = table[row].tolist()
        if area * 4 < least_cells:
            continue
        down, across = _span(y, height, window[0]), _span(x, width, window[1])
        blob = Blob((down, across), changed, moving)
        if blob.cells * 2 >= least_cells:
            found.append(blob)
    return found


def _span(first: int, count: int, within: slice) -> slice:
    """Return a side of a rectangle in cells for one in pairs of cells, to one cell exact."""
    last = within.start + 2 * (first + count - 1)
    return slice(within.start + 2 * first, within.stop if last + 2 >= within.stop else last + 1)
