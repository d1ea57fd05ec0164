"""Where something is along a road: the way from a point on the floor to the lane, and back.

place = project(road, x_m, y_m)     # place.s_m, place.offset_m, ...
pose = pose_at(road, s_m=2.0, side_m=0.1)
"""

from __future__ import annotations

import math
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from hardware_mocks.worlds.track.road import Points, Road
from hardware_mocks.worlds.track.road_shape import curvatures_of, headings_of, length_of
from hardware_mocks.worlds.track.state import Pose

_CELL_M = 0.05
_SLACK_M = 1.0
"""How far beyond the floor the table of nearest points reaches."""


class Place(NamedTuple):
    """Where something is along the lane.

    Attributes:
        s_m: from the start line, in the direction of the lane; 0 <= s_m < the lap.
        offset_m: from the middle of the lane; positive: to its left.
        heading_rad: where the lane points there, on the floor.
        curvature_per_m: 1 / radius of the lane there; positive: a left bend.
    """

    s_m: float
    offset_m: float
    heading_rad: float
    curvature_per_m: float


class Ruler:
    """Measures along one road. `ruler_of(road)` makes it once.

    Attributes:
        length_m: of one lap.
    """

    def __init__(self, road: Road) -> None:
        self._lane = road.lane
        self._floor_m = road.floor_m
        self.length_m = length_of(road.lane)
        self._spacing_m = self.length_m / len(road.lane)
        self._x: list[float] = road.lane[:, 0].tolist()
        self._y: list[float] = road.lane[:, 1].tolist()
        self._headings: list[float] = headings_of(road.lane).tolist()
        self._curvatures: list[float] = curvatures_of(road.lane).tolist()
        self._columns = math.ceil((road.floor_m[0] + 2 * _SLACK_M) / _CELL_M)
        self._rows = math.ceil((road.floor_m[1] + 2 * _SLACK_M) / _CELL_M)
        self._table: list[int] | None = None

    def project(self, x_m: float, y_m: float) -> Place:
        """Return the place on the lane that is nearest to a point; about 2 microseconds."""
        index = self._near(x_m, y_m)
        count = len(self._x)
        for _ in range(4):
            heading = self._headings[index]
            east, north = x_m - self._x[index], y_m - self._y[index]
            ahead = math.cos(heading) * east + math.sin(heading) * north
            left = math.cos(heading) * north - math.sin(heading) * east
            curvature = self._curvatures[index]
            # seen from a point beside a bend, the lane passes slower or faster
            along = (
                math.atan2(curvature * ahead, 1 - curvature * left) / curvature
                if abs(curvature) > 1e-6
                else ahead
            )
            steps = round(along / self._spacing_m)
            if not steps:
                break
            index = (index + max(-20, min(20, steps))) % count
        s_m = (index * self._spacing_m + along) % self.length_m
        offset = left - 0.5 * curvature * along * along
        return Place(s_m, offset, heading + curvature * along, curvature)

    def pose_at(self, s_m: float, side_m: float = 0.0) -> Pose:
        """Return the pose beside the lane that points along it; positive side: to the left."""
        count = len(self._x)
        steps = (s_m % self.length_m) / self._spacing_m
        index = int(steps) % count
        rest_m = (steps - int(steps)) * self._spacing_m
        heading = self._headings[index] + self._curvatures[index] * rest_m
        x_m = self._x[index] + rest_m * math.cos(self._headings[index])
        y_m = self._y[index] + rest_m * math.sin(self._headings[index])
        return Pose(x_m - side_m * math.sin(heading), y_m + side_m * math.cos(heading), heading)

    def way_m(self, from_s_m: float, to_s_m: float) -> float:
        """Return how far it is from one place to another, the shorter way; backwards negative."""
        return (to_s_m - from_s_m + self.length_m / 2) % self.length_m - self.length_m / 2

    def _near(self, x_m: float, y_m: float) -> int:
        if self._table is None:
            self._table = self._nearest_points()
        column = int((x_m + _SLACK_M) / _CELL_M)
        row = int((y_m + _SLACK_M) / _CELL_M)
        column = max(0, min(self._columns - 1, column))
        row = max(0, min(self._rows - 1, row))
        return self._table[row * self._columns + column]

    def _nearest_points(self) -> list[int]:
        """Return the number of the nearest point of the lane for each cell of the floor."""
        xs = (np.arange(self._columns) + 0.5) * _CELL_M - _SLACK_M
        few: Points = self._lane[::4]
        table: list[int] = []
        for row in range(self._rows):
            y_m = (row + 0.5) * _CELL_M - _SLACK_M
            squares = (xs[:, None] - few[None, :, 0]) ** 2 + (y_m - few[None, :, 1]) ** 2
            table += (4 * squares.argmin(axis=1)).tolist()
        return table


_rulers: WeakKeyDictionary[Road, Ruler] = WeakKeyDictionary()


def ruler_of(road: Road) -> Ruler:
    """Return the ruler of a road, made at the first call."""
    ruler = _rulers.get(road)
    if ruler is None:
        ruler = _rulers[road] = Ruler(road)
    return ruler


def project(road: Road, x_m: float, y_m: float) -> Place:
    """Return where a point of the floor is along a road's lane."""
    return ruler_of(road).project(x_m, y_m)


def project_many(road: Road, points: Points) -> Points:
    """Return (n, 4) for (n, 2) points: s_m, offset_m, heading_rad, curvature_per_m."""
    ruler = ruler_of(road)
    return np.array([ruler.project(x, y) for x, y in points.tolist()]).reshape(-1, 4)


def pose_at(road: Road, s_m: float, side_m: float = 0.0) -> Pose:
    """Return the pose beside a road's lane that points along it; positive side: to the left."""
    return ruler_of(road).pose_at(s_m, side_m)
