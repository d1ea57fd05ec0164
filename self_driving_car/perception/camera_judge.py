"""Judges a guess of a camera: how well lanes explain the marks that it would see.

The marks of a lane must be there on both sides, and nothing may be between them: else the broken
line in the middle of a road, or one line by itself, is taken for less than it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.birds_eye import BirdsEye, Grid, Image
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.candidates import ALONG_M, EMPTY, FAINT, WIDENS
from self_driving_car.perception.marks import MarkFinder, Streaks
from self_driving_car.perception.roads import Found, models_of
from self_driving_car.perception.settings import Marks, PerceptionSettings

Floats = NDArray[np.float64]

WIDEST_M = (0.07, 0.13)
"""Widest marks that are tried, of a lane of 0.35 m: kit's, and those of a narrow lane."""
WIDE_COSTS, LINE_GAINS = 2.0, 1.5
"""Score that wide marks must be better by, and a line may be worse by."""
ENOUGH, ONE_SIDED = 4.0, 6.0
"""Samples of a lane's fainter mark that must be seen, and what it costs if there is none."""
INSIDE = (0.25, 0.0, -0.25)
"""Where nothing should be in a lane, in its widths."""
CLUTTER = 0.6
"""What each sample costs that shows something there."""
LEAST_IN_VIEW = 0.08


@dataclass(frozen=True)
class Judged:
    """How well lanes explain the marks, and of which kind they and the marks are."""

    score: float
    marks: Marks
    widest_m: float


NOTHING = Judged(-math.inf, "auto", WIDEST_M[0])


class Judge:
    """Judges cameras by some pictures of theirs."""

    def __init__(self, pictures: Sequence[Image], settings: PerceptionSettings) -> None:
        self._pictures = pictures
        self._settings = settings
        self._grid = Grid(far_m=settings.reach_m)

    def look(self, camera: Calibration, only_m: float | None = None) -> Judged:
        """Judge a camera; of marks up to a width, or up to whichever is best."""
        view = BirdsEye(camera, self._grid)
        if (view.well_in_view > 0).mean() < LEAST_IN_VIEW:
            return NOTHING
        models = models_of(self._settings.marks, self._settings.lane_width_m, view)
        seen = [view.look(picture) for picture in self._pictures]
        best = NOTHING
        for widest_m in WIDEST_M if only_m is None else (only_m,):
            wide = self._settings.model_copy(update={"widest_mark_m": widest_m})
            finder = MarkFinder(view, wide.least_contrast, wide.widest_mark_cells)
            streaks = [finder.find(one) for one in seen]
            cost = 0.0 if widest_m == WIDEST_M[0] else WIDE_COSTS
            scores = np.array(
                [
                    [self._score(model.best(one.evidence), one) for model in models]
                    for one in streaks
                ]
            )
            votes = np.bincount(scores.argmax(1), minlength=len(models))
            score = float(scores.max(1).mean()) - cost
            if score > best.score:
                best = Judged(score, models[int(votes.argmax())].kind, widest_m)
        return best

    def _score(self, found: Found, streaks: Streaks) -> float:
        """Return the score of a candidate, less what a lane should not look like."""
        if found.model.width_m == 0:
            return found.score + LINE_GAINS
        clear = cv2.threshold(streaks.evidence, FAINT, 0, cv2.THRESH_TOZERO)[1]
        wide = np.asarray(cv2.dilate(clear, WIDENS), np.uint8)
        marks = [self._shown(found.arc, side, wide) for side in found.model.sides_m[:2]]
        fainter = min(float(mark.sum()) for mark in marks)
        inside = [self._shown(found.arc, s * found.model.width_m, wide) for s in INSIDE]
        clutter = sum(float(line.sum()) - EMPTY * len(line) for line in inside)
        missing = ONE_SIDED * max(0.0, 1 - fainter / ENOUGH)
        return found.score - missing - CLUTTER * max(0.0, clutter)

    def _shown(self, arc: Floats, side_m: float, evidence: Image) -> Floats:
        """Return the evidence, 0 to 1, along a line to the left of an arc, where it is in view."""
        grid, (offset, heading, bend) = self._grid, arc
        turned = heading + bend * ALONG_M
        way = turned - bend * ALONG_M / 2
        x = ALONG_M * np.cos(way) - side_m * np.sin(turned)
        y = offset + ALONG_M * np.sin(way) + side_m * np.cos(turned)
        row = np.rint((x - grid.near_m) / grid.cell_m).astype(int)
        column = np.rint((grid.side_m - y) / grid.cell_m).astype(int)
        rows, columns = grid.shape
        there = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        return np.asarray(evidence[row[there], column[there]] / 255.0, np.float64)
