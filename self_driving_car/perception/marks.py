"""Finds what may be a mark of the road: narrow streaks that differ from the floor on both sides.

A shadow's border or the edge of a carpet is a step, not a streak, so a top hat does not answer to
it. It is asked twice: across the car's way for marks that run ahead, and along it for those that
tight bends lay across; a stop line answers only to the second, and the fit knows which may count.

While nothing is known of the marks' colour, every kind of contrast is looked at: bright, dark,
yellow, blue, red. Once it has been learned, one mixture of the colour channels is enough: that in
which these marks differ most from this floor.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.birds_eye import BirdsEye, Image

Floats = NDArray[np.float64]
WIDEST_CELLS = 7
"""A streak wider than this (7 cm) is none: a mark is 2 to 5 cm, and askew a bit more."""
EVERY_COLOUR = np.array(
    [
        [0.11, 0.59, 0.30],
        [-0.11, -0.59, -0.30],
        [-0.5, 0.25, 0.25],
        [0.5, -0.25, -0.25],
        [-0.3, -0.3, 0.6],
    ]
)
"""Mixtures of blue, green, red: bright, dark, yellow, blue, red."""
JUST = 85
"""Answer of a streak that is just worth counting."""
OF_CLEAREST = 0.25
"""Share of the clearest streak's contrast that another needs: seams are fainter than marks."""


@dataclass(frozen=True, eq=False, slots=True)
class Streaks:
    """What was found in one bird's eye.

    Attributes:
        x_m, y_m: (n,) the middle of a streak in one row of cells, or one column.
        strength: (n,) 1.0 is just worth counting, at most 3.
        lies_across: (n,) 1.0 where it was found in a column: it runs across the car's way.
        area_m2: of the floor that was looked at.
        strays: how many have been left out, since they are far from any mark.
        cells, steps: (n,) which cell of the bird's eye, and how far to the next one across.
        seen: the bird's eye.
        evidence: (rows, columns) 0 to 255, for quick looks at many candidate lanes.
    """

    x_m: Floats
    y_m: Floats
    strength: Floats
    lies_across: Floats
    cells: NDArray[np.intp]
    steps: NDArray[np.intp]
    seen: Image
    evidence: Image
    area_m2: float = 1.0
    strays: int = 0

    @property
    def colour(self) -> Floats:
        """(n, 6) by how much its blue, green and red differ from the floor, and that floor's."""
        flat = self.seen.reshape(-1, 3)
        aside = WIDEST_CELLS * self.steps
        low, high = (flat.take(self.cells + off, 0, mode="clip") for off in (-aside, aside))
        floor = (low.astype(float) + high) / 2
        return np.hstack([flat.take(self.cells, 0) - floor, floor])

    def only(self, these: NDArray[np.intp]) -> "Streaks":
        """Return some of them."""
        return Streaks(
            self.x_m.take(these),
            self.y_m.take(these),
            self.strength.take(these),
            self.lies_across.take(these),
            self.cells.take(these),
            self.steps.take(these),
            self.seen,
            self.evidence,
            self.area_m2,
            self.strays + len(self.x_m) - len(these),
        )


class MarkFinder:
    """Finds streaks in bird's eyes."""

    def __init__(
        self, view: BirdsEye, least_contrast: float, widest_cells: int = WIDEST_CELLS
    ) -> None:
        """Look for streaks in one camera's bird's eye.

        Args:
            widest_cells: an odd number; a streak wider than this is none.
        """
        self._view = view
        self._least = least_contrast
        # What streaks that run ahead and across are narrower than, and where they are the ridge.
        self._kernels = _along_and_across(widest_cells)
        self._beside = _along_and_across(widest_cells - 2)
        self._smear = widest_cells - WIDEST_CELLS + 1
        self._in_view = view.well_in_view
        self._area_m2 = max(0.05, float(np.mean(self._in_view > 0)) * view.grid.area_m2)

    def find(self, seen: Image, colours: Floats | None = None) -> Streaks:
        """Return the streaks of a bird's eye (rows, columns, 3) in BGR.

        Args:
            colours: (m, 3) by how much the marks' colours differ from the floor; None: unknown.
        """
        mixtures, least = self._mixtures(colours)
        planes = cv2.split(cv2.transform(seen, mixtures))
        answers = np.stack([self._answer(planes, least, kernel) for kernel in self._kernels])
        evidence = np.asarray(cv2.max(answers[0], answers[1]), np.uint8)
        return self._peaks(answers, seen, evidence)

    def _mixtures(self, colours: Floats | None) -> tuple[Floats, list[float]]:
        """Return (m, 4) what to make of the channels, and the contrast each needs."""
        if colours is None:
            mixed = EVERY_COLOUR
            least = [self._least, self._least, *[self._least * 0.7] * 3]
        else:
            mixed = colours / np.abs(colours).sum(1, keepdims=True)
            least = [self._least] * len(mixed)
        lifted = -255 * np.minimum(mixed, 0).sum(1, keepdims=True)  # so that none is below black
        return np.hstack([mixed, lifted]), least

    def _answer(self, planes: Any, least: list[float], kernel: Image) -> Image:
        hats = [cv2.morphologyEx(plane, cv2.MORPH_TOPHAT, kernel) for plane in planes]
        hats = [cv2.bitwise_and(hat, self._in_view) for hat in hats]
        clearest = max(cv2.minMaxLoc(cv2.blur(hat, (3, 3)))[1] for hat in hats)
        best: Any = None
        for hat, contrast in zip(hats, least, strict=True):
            mean, spread = cv2.meanStdDev(hat)
            noise = float(mean[0, 0] + 1.5 * spread[0, 0])
            threshold = max(contrast, noise, OF_CLEAREST * clearest)
            answer = cv2.convertScaleAbs(hat, alpha=JUST / threshold)
            best = answer if best is None else cv2.max(best, answer)
        if self._smear > 1:  # a wide mark answers as a plateau: its middle becomes a ridge
            rows, columns = kernel.shape
            best = cv2.blur(best, (min(columns, self._smear), min(rows, self._smear)))
        return np.asarray(best, np.uint8)

    def _peaks(self, answers: Image, seen: Image, evidence: Image) -> Streaks:
        """Return the ridges of the answers (2, rows, columns) ahead and across."""
        tops = np.stack([cv2.dilate(*both) for both in zip(answers, self._beside, strict=True)])
        at = np.flatnonzero((answers >= tops) & (answers >= JUST))
        columns, size = answers.shape[2], answers[0].size
        is_across = at >= size
        cells = at - size * is_across
        steps = np.where(is_across, columns, 1)
        low, high = np.maximum(cells - steps, 0), np.minimum(cells + steps, size - 1)
        flat, other = answers.ravel(), at - cells
        here = flat.take(at).astype(float)
        low_high = flat.take(np.stack([low, high]) + other).astype(float)
        falls = np.maximum(2 * here - low_high[0] - low_high[1], 1.0)
        off = np.minimum(np.maximum((low_high[1] - low_high[0]) / (2 * falls), -0.5), 0.5)
        kind = is_across.astype(float)
        x = self._view.grid.x_m(cells // columns + off * kind)
        y = self._view.grid.y_m(cells % columns + off * (1 - kind))
        strength = np.minimum(here / JUST, 3.0)
        return Streaks(x, y, strength, kind, cells, steps, seen, evidence, self._area_m2)


def _along_and_across(cells: int) -> tuple[Image, Image]:
    return np.ones((1, cells), np.uint8), np.ones((cells, 1), np.uint8)
