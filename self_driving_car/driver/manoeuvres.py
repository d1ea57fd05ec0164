"""Parking and turning round: small state machines, driven leg by leg by odometry.

A leg is an arc of some length, or a turn on the spot. The next begins when the car stands.
"""

import math
from dataclasses import dataclass
from enum import Enum

from self_driving_car.control.geometry import Move
from self_driving_car.control.motion import STANDSTILL, Twist
from self_driving_car.control.speed import to_stop_in
from self_driving_car.driver.orders import ManoeuvreKind
from self_driving_car.driver.settings import CarSettings, DriveSettings

SLOWLY_M_S = 0.25
BRAKE_M_S2 = 0.5
STANDS_M_S = 0.03
STANDS_RAD_S = 0.3
NEAR_M = 0.006
NEAR_RAD = 0.03
PATIENCE_S = 8.0
"""A leg that takes longer is stuck: a wheel slips, or something is in the way."""
PAUSE_S = 0.15


@dataclass(frozen=True, slots=True)
class Leg:
    """A piece of a manoeuvre.

    Attributes:
        way_m: how far; backwards negative; 0.0: a turn on the spot.
        curvature_per_m: of the arc; positive: to the left.
        turn_rad: of a turn on the spot; positive: to the left.
    """

    way_m: float = 0.0
    curvature_per_m: float = 0.0
    turn_rad: float = 0.0


class Progress(Enum):
    """How a manoeuvre stands."""

    DRIVES = "drives"
    DONE = "done"
    STUCK = "stuck"


def legs_of(kind: ManoeuvreKind, car: CarSettings) -> tuple[Leg, ...]:
    """Return what to drive."""
    bend = _tightest(car)
    if kind is ManoeuvreKind.TURN_ROUND:
        if car.chassis == "differential":
            return (Leg(turn_rad=math.pi),)
        third = math.pi / 3.0 / bend
        return (Leg(third, bend), Leg(-third, -bend), Leg(third, bend))
    swing = 0.8 / bend  # an S of two arcs moves the car sideways by 2 (1 - cos 0.8) / bend
    if kind is ManoeuvreKind.PARK:
        return (Leg(0.15), Leg(-swing, -bend), Leg(-swing, bend), Leg(0.04))
    return (Leg(-0.04), Leg(swing, bend), Leg(swing, -bend))


class Manoeuvring:
    """Drives legs one after the other.

    Args:
        legs: what to drive.
        settings: how fast it turns.
    """

    def __init__(self, legs: tuple[Leg, ...], settings: DriveSettings) -> None:
        self._legs = list(legs)
        self._settings = settings
        self._from: Move | None = None
        self._since_s = 0.0
        self._stands_since_s: float | None = None
        self.progress = Progress.DRIVES

    def wish(self, pose: Move, twist: Twist, now_s: float) -> Twist:
        """Return how to move now.

        Args:
            pose: of the car.
            twist: how it moves.
            now_s: monotonic.
        """
        if self.progress is not Progress.DRIVES:
            return STANDSTILL
        if not self._legs:
            self.progress = Progress.DONE
            return STANDSTILL
        if self._from is None:
            self._from, self._since_s, self._stands_since_s = pose, now_s, None
        if now_s - self._since_s > PATIENCE_S:
            self.progress = Progress.STUCK
            return STANDSTILL
        wish = _towards(self._legs[0], self._from.to(pose), self._settings)
        if wish == STANDSTILL:
            self._rest(twist, now_s)
        return wish

    def _rest(self, twist: Twist, now_s: float) -> None:
        """Begin the next leg once it has stood for a moment."""
        if abs(twist.speed_m_s) > STANDS_M_S or abs(twist.turn_rad_s) > STANDS_RAD_S:
            self._stands_since_s = None
        elif self._stands_since_s is None:
            self._stands_since_s = now_s
        elif now_s - self._stands_since_s >= PAUSE_S:
            self._legs.pop(0)
            self._from = None


def _towards(leg: Leg, done: Move, settings: DriveSettings) -> Twist:
    if leg.way_m == 0.0:
        left = leg.turn_rad - done.turned_rad
        if left * leg.turn_rad <= NEAR_RAD * abs(leg.turn_rad):
            return STANDSTILL
        rate = min(settings.turn_rad_s, max(0.8, 1.8 * abs(left)))
        return Twist(0.0, math.copysign(rate, leg.turn_rad))
    left = abs(leg.way_m) - _way_along(leg, done)
    if left <= NEAR_M:
        return STANDSTILL
    speed = min(SLOWLY_M_S, max(0.1, to_stop_in(left, BRAKE_M_S2)))
    signed = math.copysign(speed, leg.way_m)
    return Twist(signed, signed * leg.curvature_per_m)


def _way_along(leg: Leg, done: Move) -> float:
    """Return how far it is along the arc: by its turn where it bends, else straight."""
    if leg.curvature_per_m:
        return done.turned_rad / leg.curvature_per_m * math.copysign(1.0, leg.way_m)
    return done.forward_m * math.copysign(1.0, leg.way_m)


def _tightest(car: CarSettings) -> float:
    """Return a curvature that the chassis drives with some air."""
    if car.chassis == "steered":
        return 0.9 * math.tan(car.largest_steering_rad) / car.wheelbase_m
    return min(car.full_curvature_per_m, 4.0)
