"""The kinds of road that a lane can belong to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.birds_eye import BirdsEye, Image
from self_driving_car.perception.candidates import Candidates
from self_driving_car.perception.curve import SIZE
from self_driving_car.perception.settings import Marks

Floats = NDArray[np.float64]
SIDES = {"two_edges": (0.5, -0.5), "two_lanes": (0.5, -0.5, 1.5), "line": (0.0,)}
"""Where the marks lie to the left of the lane's middle, in widths of the lane."""
OF_AUTO: tuple[Marks, ...] = ("two_edges", "line")
"""A road of two lanes looks like one of two edges, of which the left one is broken."""


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """A candidate for a lane.

    Attributes:
        score: how much speaks for it.
        arc: offset m, heading rad, curvature 1/m.
    """

    model: "RoadModel"
    score: float
    arc: Floats


class RoadModel:
    """One kind of road as seen by one camera.

    Attributes:
        kind: its name.
        sides_m: where its marks lie, to the left of the middle of the lane.
        width_m: between the marks of the lane; 0.0 of a line.
    """

    def __init__(self, kind: Marks, lane_width_m: float, view: BirdsEye) -> None:
        sides = tuple(side * lane_width_m for side in SIDES[kind])
        self.kind = kind
        self.sides_m: Floats = np.array(sides)
        self.width_m = 0.0 if kind == "line" else lane_width_m
        self._candidates = Candidates(view, sides)

    def best(self, evidence: Image) -> Found:
        """Return the best of all candidates."""
        scores = self._candidates.scores(evidence)
        best = int(scores.argmax())
        return Found(self, float(scores[best]), self._candidates.arcs[best])

    def near(self, evidence: Image, curve: Floats) -> Found:
        """Return the best of the candidates that are much the same as a curve."""
        offset, heading, bends = curve[0], curve[1], curve[2:SIZE]
        like = np.array([offset, heading, bends[:4].mean()])
        off = np.abs(self._candidates.arcs - like) / np.array([0.035, 0.16, 0.7])
        scores = self._candidates.scores(evidence)
        scores = np.where(off.max(1) <= 1, scores, -np.inf)
        best = int(scores.argmax())
        return Found(self, float(scores[best]), self._candidates.arcs[best])


def models_of(marks: Marks, lane_width_m: float, view: BirdsEye) -> tuple[RoadModel, ...]:
    """Return the kinds of road that a setting allows."""
    kinds = OF_AUTO if marks == "auto" else (marks,)
    return tuple(RoadModel(kind, lane_width_m, view) for kind in kinds)
