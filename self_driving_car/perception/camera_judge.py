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
from self_driving_car.perception.marks import MarkFinder
from self_driving_car.perception.roads import Found, models_of
from self_driving_car.perception.settings import Marks, PerceptionSettings
from self_driving_car.perception.steadiness import beside_arc, mean_of, steadiness

Floats = NDArray[np.float64]

WIDEST_M = (0.07, 0.13)
"""Widest marks that are tried, of a lane of 0.35 m: kit's, and those of a narrow lane."""
CELLS = tuple(PerceptionSettings(widest_mark_m=widest_m).widest_mark_cells for widest_m in WIDEST_M)
WIDE_COSTS = 2.0
"""Score that wide marks must be better by."""
ENOUGH, ONE_SIDED = 4.0, 6.0
"""Samples of a lane's fainter mark that must be seen, and what it costs if there is none."""
INSIDE = np.array([0.25, 0.0, -0.25])
"""Where nothing should be in a lane, in its widths."""
CLUTTER = 0.6
"""What each sample costs that shows something there."""
BESIDE_LINE_M = np.concatenate([np.arange(0.12, 0.57, 0.04), -np.arange(0.12, 0.57, 0.04)])
ALONE = 1.0
"""Where nothing should run beside a line, and what each sample of that costs."""
WORTH_A_LOOK = 6.0
"""Score below which no camera will be the best."""
STEADY, UNSTEADY = 0.9, 15.0
"""Share of a lane's marks that should look alike, and what it costs if none does."""
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
        finders = [MarkFinder(view, self._settings.least_contrast, cells) for cells in CELLS]
        found = [[finder.find(one).evidence for finder in finders] for one in seen]
        best = NOTHING
        for number, widest_m in enumerate(WIDEST_M):
            if only_m in {None, widest_m}:
                scores = np.array(
                    [
                        [
                            self._painted(model.best(each[number]), each, number, picture, camera)
                            for model in models
                        ]
                        for each, picture in zip(found, self._pictures, strict=True)
                    ]
                )
                votes = np.bincount(scores.argmax(1), minlength=len(models))
                score = float(scores.max(1).mean()) - number * WIDE_COSTS
                if score > best.score:
                    best = Judged(score, models[int(votes.argmax())].kind, widest_m)
        return best

    def _painted(
        self,
        found: Found,
        evidence: Sequence[Image],
        number: int,
        picture: Image,
        camera: Calibration,
    ) -> float:
        """Return the score of a candidate, less what its marks look unlike paint or tape."""
        score = self._score(found, evidence, number)
        if score < WORTH_A_LOOK:
            return score
        sides = found.model.sides_m[:2]
        alike = steadiness(picture, camera, found.arc, sides, WIDEST_M[number])
        return score - UNSTEADY * max(0.0, STEADY - mean_of(alike))

    def _score(self, found: Found, evidence: Sequence[Image], number: int) -> float:
        """Return the score of a candidate, less what such a road should not look like."""
        if found.model.width_m == 0:
            others = [self._shown(found.arc, BESIDE_LINE_M, _widened(one)) for one in evidence]
            return found.score - ALONE * max(0.0, float(np.max(others)))
        wide = _widened(evidence[number])
        fainter = float(self._shown(found.arc, found.model.sides_m[:2], wide).min())
        missing = ONE_SIDED * min(1.0, max(0.0, 1 - fainter / ENOUGH))
        clutter = self._shown(found.arc, found.model.width_m * INSIDE, wide).sum()
        return found.score - missing - CLUTTER * max(0.0, float(clutter))

    def _shown(self, arc: Floats, sides_m: Floats, evidence: Image) -> Floats:
        """Return (m,) how much is to be seen along lines to the left of an arc, in samples."""
        grid = self._grid
        x, y = beside_arc(arc, ALONG_M, sides_m)
        row = np.rint((x - grid.near_m) / grid.cell_m).astype(int)
        column = np.rint((grid.side_m - y) / grid.cell_m).astype(int)
        rows, columns = grid.shape
        there = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        seen = evidence[row.clip(0, rows - 1), column.clip(0, columns - 1)] / 255.0
        return np.asarray(((seen - EMPTY) * there).sum(1), np.float64)


def _widened(evidence: Image) -> Image:
    clear = cv2.threshold(evidence, FAINT, 0, cv2.THRESH_TOZERO)[1]
    return np.asarray(cv2.dilate(clear, WIDENS), np.uint8)
