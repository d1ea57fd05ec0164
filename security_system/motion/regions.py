"""Masks and areas: which cells are looked at, and how sensitively."""

import cv2
import numpy as np

from security_system.motion.cells import Cells, Mask, Values
from security_system.motion.settings import MotionSettings, Polygon

USUAL_SENSITIVITY = 50
HALVES_IN = 25.0
"""So many more points of sensitivity halve the contrast that is needed."""
BLIND = 1e6
LEAST_CONTRAST = 5.0
"""Grey levels; dark clothes before a dark hedge differ by some ten."""
DEVIATIONS = 4.5
"""Of a cell's own noise; with 4,800 cells noise alone passes this once in a minute or so."""
FEWEST_DEVIATIONS = 3.0
"""Even the highest sensitivity does not go below this."""
MOST_NAMED = 32
"""Areas fit into the bits of one number."""


class Regions:
    """What the settings say about each cell.

    Attributes:
        seen: 1 where somebody looks, or None when that is everywhere.
        contrast: how many grey levels each cell has to differ.
        deviations: by how many standard deviations of its own noise.
        least_cells: how many cells somebody fills, and in each area.
    """

    def __init__(self, settings: MotionSettings, cells: Cells) -> None:
        self.cells = cells
        shape = (cells.down, cells.across)
        seen = np.ones(shape, np.uint8)
        need = np.full(shape, _need(settings.sensitivity), np.float32)
        self._named = np.zeros(shape, np.uint32)
        self._names = tuple(settings.areas)
        for number, area in enumerate(settings.areas.values()):
            inside = drawn(area.polygon, cells) > 0
            need[inside] = _need(area.sensitivity)
            seen[inside] = area.sensitivity > 0
            self._named[inside] |= np.uint32(1 << number)
        for polygon in settings.masks:
            seen[drawn(polygon, cells) > 0] = 0
        self.seen: Mask | None = None if seen.all() else seen
        self.contrast, self.deviations = _bounds(need)
        self.samples = _samples(seen)
        self.least_cells = _cells_of(settings.smallest_share, cells)
        self._least = [
            _cells_of(area.smallest_share or settings.smallest_share, cells)
            for area in settings.areas.values()
        ]

    def names(self, changed: Mask, place: tuple[slice, slice]) -> tuple[str, ...]:
        """Return the areas of which a blob covers cells."""
        if not self._names:
            return ()
        bits = int(np.bitwise_or.reduce(self._named[place][changed[place] > 0], initial=0))
        return tuple(name for number, name in enumerate(self._names) if bits >> number & 1)

    def least_at(self, x: float, y: float) -> float:
        """Return how many cells somebody fills whose middle is there."""
        bits = int(self._named[int(y), int(x)]) if self._names else 0
        return self._least[bits.bit_length() - 1] if bits else self.least_cells


def drawn(polygon: Polygon, cells: Cells) -> Mask:
    """Return 1 in the cells whose middle is inside of a polygon."""
    shape = (cells.down, cells.across)
    fine = 16
    corners = np.array(polygon, np.float64) * (cells.across, cells.down) - 0.5
    mask = np.zeros(shape, np.uint8)
    fixed = np.round(corners * fine).astype(np.int32)
    cv2.fillPoly(mask, [fixed], 1, cv2.LINE_8, 4)
    return mask


def _bounds(need: Values) -> tuple[Values, Values]:
    """Return contrast and deviations that are needed."""
    return LEAST_CONTRAST * need, np.maximum(DEVIATIONS * need, FEWEST_DEVIATIONS)


def _need(sensitivity: int) -> float:
    if sensitivity == 0:
        return BLIND
    return float(2.0 ** ((USUAL_SENSITIVITY - sensitivity) / HALVES_IN))


def _cells_of(share: float, cells: Cells) -> float:
    return max(4.0, share * cells.across * cells.down)


def _samples(seen: Mask) -> np.ndarray:
    """Return the places of some hundred cells by which the light of the whole is judged."""
    picked = np.zeros_like(seen)
    picked[1::3, 1::3] = seen[1::3, 1::3]
    places = np.flatnonzero(picked)
    return places if len(places) else np.arange(0, seen.size, 9)
