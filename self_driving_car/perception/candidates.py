"""Looks at thousands of possible lanes at once, for the start and after a loss.

Each candidate is an arc with its two marks. Which cells of the bird's eye they cover is worked out
once; a look is one lookup in the evidence and one sum.
"""

from functools import lru_cache
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.birds_eye import BirdsEye, Grid, Image

OFFSETS_M = np.arange(-0.22, 0.221, 0.02)
HEADINGS_RAD = np.arange(-0.6, 0.601, 0.1)
CURVATURES_PER_M = np.array([-1.7, -1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2, 1.7])
ARCS = np.array(list(product(OFFSETS_M, HEADINGS_RAD, CURVATURES_PER_M)))
STEEPEST_RAD = 1.1
ALONG_M = np.arange(0.16, 1.05, 0.045)
NEAR, NEAR_EMPTY, FAR_LINE = 5, 0.7, 8.0
"""The first samples of a line, what they must show, and what it costs if they do not."""
USUAL_OFFSET_M, USUAL_OFF_LINE_M = 0.13, 0.08
"""How far from the middle a car is put down on a lane, and on a line."""
WIDENS = np.ones((3, 3), np.uint8)
"""Candidates stand 2 cm apart: what lies a cell beside one still speaks for it."""
FAINT = 70
"""Evidence below this is noise."""
EMPTY, NOISY = 0.22, 0.8
"""Evidence that a sampled place must have to speak for a candidate: less speaks against it. On a
patterned floor it is this share of what any place has."""


class Candidates:
    """All arcs that a lane of one width can reasonably be, as one camera sees them."""

    def __init__(self, view: BirdsEye, sides_m: tuple[float, ...]) -> None:
        self.arcs = ARCS
        in_view = np.append(view.well_in_view.ravel(), np.uint8(0)) > 0
        self._cells = _cells_of(view.grid, sides_m)
        self._visible = np.take(in_view, self._cells).sum(1).astype(np.float32)
        self._share_in_view = max(0.01, float(in_view.mean()))
        self._is_line = len(sides_m) == 1
        usual_m = USUAL_OFF_LINE_M if self._is_line else USUAL_OFFSET_M
        unlikely = (np.abs(self.arcs) / np.array([usual_m, 0.6, 3.0])) ** 2
        self._handicap = unlikely.sum(1) * 1.2

    def scores(self, evidence: Image) -> NDArray[np.float32]:
        """Return how much speaks for each candidate."""
        wide = cv2.dilate(cv2.threshold(evidence, FAINT, 0, cv2.THRESH_TOZERO)[1], WIDENS)
        flat = np.append(wide.ravel(), np.uint8(0))
        found = np.take(flat, self._cells)
        empty = max(EMPTY, NOISY * float(wide.mean()) / 255 / self._share_in_view)
        score = found.sum(1, dtype=np.uint32) / 255 - empty * self._visible - self._handicap
        if self._is_line:  # one stands on a line: it must be there from the front of the car on
            near = found[:, :NEAR].mean(1) / 255
            score = score - np.where(near > NEAR_EMPTY, 0.0, FAR_LINE)
        return np.asarray(score, np.float32)


@lru_cache(maxsize=16)
def _cells_of(grid: Grid, sides_m: tuple[float, ...]) -> NDArray[np.int32]:
    """Return which cells the candidates' marks cover; one past the last cell is none."""
    offset, heading, bend = (ARCS[:, i, None] for i in range(3))
    safe = np.where(np.abs(bend) < 1e-6, 1e-6, bend)
    turned = heading + safe * ALONG_M
    x = (np.sin(turned) - np.sin(heading)) / safe
    y = offset + (np.cos(heading) - np.cos(turned)) / safe
    rows, columns = grid.shape
    cells = []
    for side in sides_m:
        row = np.rint((x - side * np.sin(turned) - grid.near_m) / grid.cell_m).astype(int)
        column = np.rint((grid.side_m - y - side * np.cos(turned)) / grid.cell_m).astype(int)
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        inside &= np.abs(turned) < STEEPEST_RAD
        cells.append(np.where(inside, row * columns + column, rows * columns))
    return np.concatenate(cells, 1).astype(np.int32)
