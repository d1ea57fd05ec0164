"""Where something beside the road lies by the lane: how far ahead, how far aside, how long in view.

The lane is walked along in short steps: where it bends, the way to a sign is longer than the way
straight ahead, and the sign is not where the car points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from self_driving_car.perception.seen import Lane

STEP_M = 0.05
LONGEST_M = 2.5
LANE_SEEN_M = 1.2
"""Further ahead the lane is no longer believed: it is taken to go straight on."""
VIEW_RAD = math.radians(24)
"""The kit's camera sees 31 degrees to each side; so much of it, where it is bent a little."""


@dataclass(frozen=True, slots=True)
class Step:
    """A place on the middle of the lane.

    Attributes:
        x_m, y_m: in the car's frame.
        heading_rad: of the lane there.
        way_m: along the lane, from beside the axle.
    """

    x_m: float
    y_m: float
    heading_rad: float
    way_m: float

    def to(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Return how far ahead and how far to the left of this step something lies."""
        cos, sin = math.cos(self.heading_rad), math.sin(self.heading_rad)
        right_m, up_m = x_m - self.x_m, y_m - self.y_m
        return right_m * cos + up_m * sin, up_m * cos - right_m * sin


@dataclass(frozen=True, slots=True)
class Beside:
    """Where something lies, by the lane.

    Attributes:
        way_m: along the lane until the axle is beside it; negative: it is passed.
        left_m: of the middle of the lane.
    """

    way_m: float
    left_m: float


def walked(lane: Lane | None) -> list[Step]:
    """Return the steps along a lane, from beside the axle on; without a lane straight ahead."""
    x, y, way = 0.0, 0.0, 0.0
    heading = 0.0
    steps = []
    while way < LONGEST_M:
        if lane is not None and x < LANE_SEEN_M:
            y, heading = lane.y_at(x), lane.heading_at(x)
        steps.append(Step(x, y, heading, way))
        x += STEP_M * math.cos(heading)
        y += STEP_M * math.sin(heading)
        way += STEP_M
    return steps


def beside(steps: list[Step], x_m: float, y_m: float) -> Beside:
    """Return where something at (x, y) in the car's frame lies by the lane."""
    nearest = min(steps, key=lambda step: math.hypot(x_m - step.x_m, y_m - step.y_m))
    ahead_m, left_m = nearest.to(x_m, y_m)
    return Beside(nearest.way_m + ahead_m, left_m)


def is_in_view(ahead_m: float, left_m: float) -> bool:
    """Return whether the camera sees what lies there, before its lens."""
    return abs(left_m) < ahead_m * math.tan(VIEW_RAD)


def last_view_m(
    steps: list[Step], x_m: float, y_m: float, *, front_m: float, before_m: float
) -> float:
    """Return how far the car may roll on and still see what stands at (x, y).

    Args:
        steps: of the lane.
        x_m, y_m: where it stands, in the car's frame.
        front_m: from the axle to the car's front; the lens is near it.
        before_m: it comes no nearer than this, measured along the lane, with its front.

    Returns:
        Metres; 0.0 where it had to stand already, and where it comes into view from nowhere ahead.
    """
    farthest_m = max(0.0, beside(steps, x_m, y_m).way_m - front_m - before_m)
    for step in reversed(steps):
        ahead_m, left_m = step.to(x_m, y_m)
        if step.way_m <= farthest_m and is_in_view(ahead_m - front_m, left_m):
            return step.way_m
    return 0.0
