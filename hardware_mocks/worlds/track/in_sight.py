"""Whether who drives along the lane can see a sign beside it before he has to stop.

On the inside of a bend a sign may never come into the picture of a camera that looks straight
ahead: such a sign would tell nobody anything.
"""

from __future__ import annotations

import math

from hardware_mocks.worlds.track.along import pose_at
from hardware_mocks.worlds.track.road import Road
from hardware_mocks.worlds.track.state import Pose

FARTHEST_M, NEAREST_M = 1.7, 0.7
"""Where it has to be seen: from axle to sign, along the lane."""
STEP_M = 0.05
ENOUGH_M = 0.5
"""Over so much of the way it is in view: one second, twenty pictures."""
LENS_M = 0.05
ASIDE_RAD = math.radians(26)
"""The picture ends at 31 degrees; a camera may be turned a little, and the car too."""


def is_in_sight(road: Road, s_m: float, sign: Pose) -> bool:
    """Return whether a sign that is meant for the place `s_m` is seen well on the way to it."""
    return in_sight_m(road, s_m, sign) >= ENOUGH_M


def in_sight_m(road: Road, s_m: float, sign: Pose) -> float:
    """Return over how much of the way to the place `s_m` a sign that is meant for it is seen."""
    count = round((FARTHEST_M - NEAREST_M) / STEP_M)
    ways = [NEAREST_M + STEP_M * number for number in range(count + 1)]
    return STEP_M * sum(_is_before(pose_at(road, s_m - way), sign) for way in ways)


def _is_before(car: Pose, sign: Pose) -> bool:
    """Return whether a sign is in the picture of a car there."""
    right_m, up_m = sign.x_m - car.x_m, sign.y_m - car.y_m
    cos, sin = math.cos(car.heading_rad), math.sin(car.heading_rad)
    ahead_m, left_m = right_m * cos + up_m * sin - LENS_M, up_m * cos - right_m * sin
    return abs(left_m) < ahead_m * math.tan(ASIDE_RAD)
