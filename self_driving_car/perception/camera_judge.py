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
from self_driving_car.perception.candidates import ALONG_M, EMPTY, FAINT, NOISY, WIDENS
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
"""Samples of a lane's fainter mark that must be seen (a line of which half is painted shows
so many more than a floor), and what it costs if there is none."""
INSIDE = np.array([0.25, 0.0, -0.25])
"""Where nothing should be in a lane, in its widths."""
CLUTTER = 0.6
"""What each sample costs that shows something there, ..."""
MIDDLE, BETWEEN_WHEELS_M = 1, 0.045
"""... but in the middle of a road along which a car drives astride its centre line: that counts as
one of its marks."""
ON_MARK_M, ASTRIDE = (0.117, 0.16), 8.0
"""How far off the middle a wheel of a car, a third as wide as its lane, reaches a mark; from
where on it is astride of it, and what that costs: then it drives in another lane."""
BESIDE_LINE_M = np.concatenate([np.arange(0.12, 0.57, 0.04), -np.arange(0.12, 0.57, 0.04)])
ALONE = 1.0
"""Where nothing should run beside a line, and what each sample of that costs."""
WORTH_A_LOOK = 6.0
"""Score below which no camera will be the best."""
STEADY, BROKEN, UNSTEADY = 0.9, 0.4, 15.0
"""Share of a mark that should look alike, of a broken one, and what it costs if none does."""
LEAST_IN_VIEW = 0.08
ROADS: tuple[Marks, ...] = ("two_edges", "line", "two_lanes")
"""What is told apart. Without the third one, two lanes are taken for one that is twice as wide."""


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
        self._width_m = settings.lane_width_m
        self._kinds = ROADS if settings.marks == "auto" else (settings.marks,)

    def look(self, camera: Calibration, like: Judged | None = None) -> Judged:
        """Judge a camera; of all kinds of roads and marks, or only of such as were seen before."""
        view = BirdsEye(camera, self._grid)
        if (view.well_in_view > 0).mean() < LEAST_IN_VIEW:
            return NOTHING
        kinds = self._kinds if like is None else (like.marks,)
        models = [model for kind in kinds for model in models_of(kind, self._width_m, view)]
        finders = [MarkFinder(view, self._settings.least_contrast, cells) for cells in CELLS]
        found = [
            [_Marks.of(finder.find(view.look(picture)).evidence, view) for finder in finders]
            for picture in self._pictures
        ]
        best = NOTHING
        for number, widest_m in enumerate(WIDEST_M):
            if like is not None and widest_m != like.widest_m:
                continue
            scores = np.array(
                [
                    [
                        self._painted(
                            model.best(each[number].evidence), each, number, picture, camera
                        )
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
        marks: "Sequence[_Marks]",
        number: int,
        picture: Image,
        camera: Calibration,
    ) -> float:
        """Return the score of a candidate, less what its marks look unlike paint or tape."""
        score = self._score(found, marks, number)
        if score < WORTH_A_LOOK:
            return score
        sides = found.model.sides_m
        alike = steadiness(picture, camera, found.arc, sides, WIDEST_M[number])
        return score - UNSTEADY * _unlike(alike)

    def _score(self, found: Found, marks: "Sequence[_Marks]", number: int) -> float:
        """Return the score of a candidate, less what such a road should not look like."""
        if found.model.width_m == 0:
            others = [self._shown(found.arc, BESIDE_LINE_M, one) for one in marks]
            return found.score - ALONE * max(0.0, float(np.max(others)))
        off_m = abs(float(found.arc[0]))
        fainter = float(self._shown(found.arc, found.model.sides_m[:2], marks[number]).min())
        missing = ONE_SIDED * min(1.0, max(0.0, 1 - fainter / ENOUGH))
        astride = ASTRIDE * float(np.interp(off_m, ON_MARK_M, (0.0, 1.0)))
        inside = self._shown(found.arc, found.model.width_m * INSIDE, marks[number])
        inside = CLUTTER * np.maximum(inside, 0.0)
        if off_m < BETWEEN_WHEELS_M:
            inside[MIDDLE] *= -1 / CLUTTER
        return found.score - missing - astride - float(inside.sum())

    def _shown(self, arc: Floats, sides_m: Floats, marks: "_Marks") -> Floats:
        """Return (m,) how much is to be seen along lines to the left of an arc, in samples."""
        grid = self._grid
        x, y = beside_arc(arc, ALONG_M, sides_m)
        row = np.rint((x - grid.near_m) / grid.cell_m).astype(int)
        column = np.rint((grid.side_m - y) / grid.cell_m).astype(int)
        rows, columns = grid.shape
        there = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        cells = row.clip(0, rows - 1), column.clip(0, columns - 1)
        there &= marks.in_view[cells] > 0
        return np.asarray(((marks.wide[cells] / 255.0 - marks.empty) * there).sum(1), np.float64)


@dataclass(frozen=True, eq=False, slots=True)
class _Marks:
    """Marks of one picture: their evidence, the same widened, and how much of it any place has."""

    evidence: Image
    wide: Image
    empty: float
    in_view: Image

    @classmethod
    def of(cls, evidence: Image, view: BirdsEye) -> "_Marks":
        clear = cv2.threshold(evidence, FAINT, 0, cv2.THRESH_TOZERO)[1]
        wide = np.asarray(cv2.dilate(clear, WIDENS), np.uint8)
        share_in_view = float((view.well_in_view > 0).mean())
        empty = max(EMPTY, NOISY * float(wide.mean()) / 255 / share_in_view)
        return cls(evidence, wide, empty, view.well_in_view)


def _unlike(alike: Floats) -> float:
    """Return by what share a road's marks look less alike than paint: one of them may be broken.

    Args:
        alike: (m,) of a line; of the two sides of a lane; of a broken line and two borders.
    """
    whole, broken = (alike[1:], alike[:1]) if len(alike) > 2 else (alike, alike)
    surest = mean_of(whole) if len(alike) > 2 else float(np.nan_to_num(alike).max())
    faintest = float(np.nan_to_num(broken).min())
    return max(0.0, STEADY - surest) + max(0.0, BROKEN - faintest)
