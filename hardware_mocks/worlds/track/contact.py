"""Whether the car touches something: two rectangles on the floor."""

from __future__ import annotations

import math
from collections.abc import Iterable

from hardware_mocks.worlds.track.car import Car
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind

POLE_M = 0.02
"""What a sign or a light stands on."""
_ON_POLES = frozenset({ThingKind.STOP_SIGN, ThingKind.TRAFFIC_LIGHT})
_FEEL_M = 0.005
"""How far a bumper is pushed in before it switches."""

Box = tuple[float, float, float, float, float]
"""Middle x and y, heading, half length along the heading, half width across."""


def body_of(car: Car) -> Box:
    """Return the rectangle of the car's body."""
    chassis = car.chassis
    ahead = 0.5 * (chassis.front_m - chassis.back_m)
    half = 0.5 * (chassis.front_m + chassis.back_m)
    x_m = car.x_m + ahead * math.cos(car.heading_rad)
    y_m = car.y_m + ahead * math.sin(car.heading_rad)
    return x_m, y_m, car.heading_rad, half, 0.5 * chassis.width_m


def foot_of(thing: Thing) -> Box:
    """Return the rectangle on which a thing stands; its width lies across its heading."""
    pose: Pose = thing.pose
    if thing.kind in _ON_POLES:
        return pose.x_m, pose.y_m, pose.heading_rad, 0.5 * POLE_M, 0.5 * POLE_M
    return pose.x_m, pose.y_m, pose.heading_rad, 0.5 * thing.deep_m, 0.5 * thing.wide_m


def overlap(a: Box, b: Box) -> bool:
    """Return whether two rectangles overlap: no straight line lies between them."""
    away = (b[0] - a[0], b[1] - a[1])
    reach = math.hypot(a[3], a[4]) + math.hypot(b[3], b[4])
    if away[0] ** 2 + away[1] ** 2 > reach**2:
        return False
    turn = b[2] - a[2]
    cos, sin = abs(math.cos(turn)), abs(math.sin(turn))
    for own, other in ((a, b), (b, a)):
        c, s = math.cos(own[2]), math.sin(own[2])
        ahead, left = abs(c * away[0] + s * away[1]), abs(c * away[1] - s * away[0])
        if ahead > own[3] + other[3] * cos + other[4] * sin:
            return False
        if left > own[4] + other[3] * sin + other[4] * cos:
            return False
    return True


def touched(car: Car, things: Iterable[Thing], *, within_m: float = 0.0) -> Thing | None:
    """Return what the car's body is in, or as near as `within_m`; or None."""
    x_m, y_m, heading, half_long, half_wide = body_of(car)
    body = (x_m, y_m, heading, half_long + within_m, half_wide + within_m)
    return next((thing for thing in things if overlap(body, foot_of(thing))), None)


def bumper_is_pressed(car: Car, things: Iterable[Thing]) -> bool:
    """Return whether something is right before the car's front."""
    x_m = car.x_m + car.chassis.front_m * math.cos(car.heading_rad)
    y_m = car.y_m + car.chassis.front_m * math.sin(car.heading_rad)
    strip: Box = (x_m, y_m, car.heading_rad, _FEEL_M, 0.45 * car.chassis.width_m)
    return any(overlap(strip, foot_of(thing)) for thing in things)
