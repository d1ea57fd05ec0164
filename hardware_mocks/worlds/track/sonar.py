"""What the sonar on the car's front measures: rays of sound in a cone, with their flaws.

Sound comes back from a flat face only if it is hit squarely enough; a person or a post is round and
sends some back from anywhere. Echoes are lost now and then, and jitter by some millimetres.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable

from hardware_mocks.worlds.track.contact import Box, foot_of
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind

CONE_RAD = math.radians(15.0)
"""Effectual angle of the HC-SR04 by its datasheet, both sides together."""
RAYS = 7
FARTHEST_M = 4.0
NOTHING_M = 9.0
"""What a distance sensor of the bench is set to where nothing comes back."""
STEEPEST_RAD = math.radians(40.0)
"""A flat face that is turned farther away throws the sound aside."""
LOWEST_M = 0.06
"""A thing that is lower is under the cone."""
_SEEN = frozenset({ThingKind.BOX, ThingKind.WALKER, ThingKind.CAR, ThingKind.CLUTTER})
_ROUND = frozenset({ThingKind.WALKER})


def distance_m(eye: Pose, things: Iterable[Thing]) -> float | None:
    """Return how far the nearest thing is that sends an echo back; None: nothing does.

    Args:
        eye: where the sonar is, and where it points.
        things: what stands about.
    """
    found = None
    for thing in things:
        if thing.kind in _SEEN and thing.high_m >= LOWEST_M:
            far_m = _to(eye, thing)
            if far_m is not None and (found is None or far_m < found):
                found = far_m
    return found


def flawed(true_m: float | None, chance: random.Random, noise_m: float, lost: float) -> float:
    """Return what is measured: jittered, lost now and then."""
    if true_m is None or chance.random() < lost:
        return NOTHING_M
    return max(0.02, true_m + chance.gauss(0.0, noise_m))


def _to(eye: Pose, thing: Thing) -> float | None:
    foot = foot_of(thing)
    east, north = foot[0] - eye.x_m, foot[1] - eye.y_m
    reach_m = math.hypot(foot[3], foot[4])
    middle_m = math.hypot(east, north)
    if middle_m - reach_m > FARTHEST_M:
        return None
    bearing = math.remainder(math.atan2(north, east) - eye.heading_rad, 2 * math.pi)
    if middle_m > reach_m and abs(bearing) > CONE_RAD / 2 + math.asin(reach_m / middle_m):
        return None
    is_round = thing.kind in _ROUND
    rays = (CONE_RAD * (ray / (RAYS - 1) - 0.5) for ray in range(RAYS))
    hits = [_hit(eye, eye.heading_rad + ray, foot, is_round=is_round) for ray in rays]
    return min((hit for hit in hits if hit is not None and hit <= FARTHEST_M), default=None)


def _hit(eye: Pose, direction: float, foot: Box, *, is_round: bool) -> float | None:
    """Return how far one ray goes to a rectangle, if it comes back from there."""
    c, s = math.cos(foot[2]), math.sin(foot[2])
    east, north = eye.x_m - foot[0], eye.y_m - foot[1]
    at = (c * east + s * north, c * north - s * east)
    way = (math.cos(direction - foot[2]), math.sin(direction - foot[2]))
    enters_m, leaves_m, square = 0.0, math.inf, 1.0
    for axis in (0, 1):
        half = foot[3 + axis]
        if abs(way[axis]) < 1e-9:
            if abs(at[axis]) > half:
                return None
            continue
        near, far = sorted(((-half - at[axis]) / way[axis], (half - at[axis]) / way[axis]))
        if near > enters_m:
            enters_m, square = near, abs(way[axis])
        leaves_m = min(leaves_m, far)
    if enters_m > leaves_m:
        return None
    return enters_m if is_round or square >= math.cos(STEEPEST_RAD) else None
