"""Mode `cruise`: straight on, and round what stands in the way, by the sonar alone.

| | something near | backed off | turned | way is free |
|---|---|---|---|---|
| ROLLS | BACKS | - | - | - |
| BACKS | - | TURNS | - | - |
| TURNS | - | - | ROLLS, or TURNS on where it is not | - |
"""

import math
from enum import Enum

from self_driving_car.control.geometry import Move
from self_driving_car.control.motion import STANDSTILL, Twist
from self_driving_car.driver.manoeuvres import Leg, Manoeuvring, Progress
from self_driving_car.driver.settings import CarSettings, DriveSettings

BACK_M = 0.15
TURN_RAD = math.pi / 3.0
FREE_M = 0.7
WAITS_S = 0.6
"""Something that goes away by itself within this is waited for."""


class Doing(Enum):
    """What it does."""

    ROLLS = "rolls"
    BACKS = "backs"
    TURNS = "turns"


class Cruise:
    """Drives about without a lane."""

    def __init__(self, settings: DriveSettings, car: CarSettings) -> None:
        self._settings, self._car = settings, car
        self.begin()

    def begin(self) -> None:
        """Set off anew."""
        self.doing = Doing.ROLLS
        self._legs: Manoeuvring | None = None
        self._blocked_s: float | None = None
        self._side = 1.0

    def wish(
        self, pose: Move, twist: Twist, limit_m_s: float, ahead_m: float | None, now_s: float
    ) -> Twist:
        """Return how to move now.

        Args:
            pose, twist: of the car.
            limit_m_s: what the way ahead allows.
            ahead_m: free way; None: nothing in sight.
            now_s: monotonic.
        """
        if self._legs is not None:
            wish = self._legs.wish(pose, twist, now_s)
            if self._legs.progress is Progress.DRIVES:
                return wish
            self._next(ahead_m)
            return STANDSTILL
        if limit_m_s > 0.0:
            self._blocked_s = None
            return Twist(min(self._settings.speed_m_s, limit_m_s), 0.0)
        self._blocked_s = now_s if self._blocked_s is None else self._blocked_s
        if now_s - self._blocked_s > WAITS_S:
            self._go(Doing.BACKS)
        return STANDSTILL

    def _next(self, ahead_m: float | None) -> None:
        if self.doing is Doing.BACKS or (ahead_m is not None and ahead_m < FREE_M):
            self._go(Doing.TURNS)
        else:
            self._legs, self.doing, self._blocked_s = None, Doing.ROLLS, None
            self._side = -self._side  # the next time to the other side: no circling in a corner

    def _go(self, doing: Doing) -> None:
        self.doing = doing
        self._legs = Manoeuvring((self._leg(doing),), self._settings)

    def _leg(self, doing: Doing) -> Leg:
        if doing is Doing.BACKS:
            return Leg(-BACK_M)
        if self._car.chassis == "differential":
            return Leg(turn_rad=self._side * TURN_RAD)
        return Leg(-0.3, -2.5 * self._side)
