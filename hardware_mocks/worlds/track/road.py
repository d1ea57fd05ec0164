"""The road: where its lane runs and what is painted on the floor."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""(n, 2): x and y in metres."""


class MarkKind(StrEnum):
    """What is painted or taped on the floor."""

    EDGE = "edge"
    """The border of the road."""
    CENTRE = "centre"
    """Between two lanes, or the one line of a line follower's road."""
    START = "start"
    CROSSING = "crossing"
    """The bars of a zebra crossing."""
    STOP_LINE = "stop_line"


@dataclass(frozen=True, eq=False)
class Mark:
    """One line of the floor.

    Attributes:
        kind: what it means.
        points: its middle.
        width_m: across.
        dash_m, gap_m: of a broken line; 0.0: it is solid.
        is_closed: whether its end is its beginning.
    """

    kind: MarkKind
    points: Points
    width_m: float = 0.02
    dash_m: float = 0.0
    gap_m: float = 0.0
    is_closed: bool = True


@dataclass(frozen=True, eq=False)
class Road:
    """A closed road on a floor.

    Attributes:
        name: of the file or of the seed.
        lane: the middle of the lane that the car drives in, in its direction, no point farther
            than 1 cm from the next; the last lies before the first. It begins at the start line.
        lane_width_m: between the middles of the two marks of that lane.
        marks: everything painted.
        floor_m: width and height of the floor; everything lies within.
    """

    name: str
    lane: Points
    lane_width_m: float
    marks: tuple[Mark, ...]
    floor_m: tuple[float, float]
