"""Whether something stands between two places: straight lines against boxes, many at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.solids import Box

_AT_ONCE = 8_192  # so many lines that what is computed stays in the processor's cache
_EPS_M = 4e-3


class Boxes:
    """Boxes that light cannot pass."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.corners: Floats = np.asarray(boxes, np.float32).reshape(-1, 2, 3)

    def near(self, low: NDArray[np.floating], high: NDArray[np.floating]) -> Boxes:
        """Return those that reach into the box between two corners."""
        found = Boxes(())
        touches = (self.corners[:, 0] < high).all(1) & (self.corners[:, 1] > low).all(1)
        found.corners = self.corners[touches]
        return found

    def let_through(self, start: Floats, end: Floats) -> NDArray[np.bool_]:
        """Return for each line from start to end (n, 3) whether nothing stands in its way."""
        free = np.ones(len(start), bool)
        for first in range(0, len(start), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            a, b = start[part], end[part]
            low, high = np.minimum(a.min(0), b.min(0)), np.maximum(a.max(0), b.max(0))
            free[part] = _free(a, b, self.near(low, high).corners)
        return free


def _free(start: Floats, end: Floats, boxes: Floats) -> NDArray[np.bool_]:
    way = end - start
    way[np.abs(way) < 1e-9] = 1e-9
    one_over = np.ascontiguousarray((1 / way).T)
    begin = np.ascontiguousarray(start.T) * one_over
    blocked = np.zeros(len(start), bool)
    shortest = _EPS_M / np.maximum(np.abs(way).max(1), 1e-6)
    for box in boxes:
        enter, leave = shortest, np.float32(1) - shortest
        for axis in range(3):
            one = box[0, axis] * one_over[axis] - begin[axis]
            other = box[1, axis] * one_over[axis] - begin[axis]
            enter = np.maximum(enter, np.minimum(one, other))
            leave = np.minimum(leave, np.maximum(one, other))
        blocked |= enter < leave
    return ~blocked
