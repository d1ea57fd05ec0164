"""Stops softly before what the sonar sees, long before the firmware would do it hard.

What stands beside the lane of a bend is seen too, straight ahead. It only makes the car so slow
that the firmware lets it pass; it does not stop it.
"""

from self_driving_car.control.speed import before_obstacle, unhindered
from self_driving_car.driver.halts import BLIND, BUMPER_HELD, OBSTACLE
from self_driving_car.driver.senses import BoardSeen, RangeSeen
from self_driving_car.driver.settings import DriveSettings
from self_driving_car.perception.seen import Lane
from self_driving_car.status import Halt

BESIDE_M = 0.10
"""Half the car and a little: what is farther beside the lane than this is no matter."""
FREE_AGAIN_M = 0.06
"""A car that stands goes on only when so much more is free."""
CREEPS_M_S = 0.05
"""No slower than this: it stands instead."""


class Obstacles:
    """Knows what is ahead."""

    def __init__(self, settings: DriveSettings, axle_to_front_m: float) -> None:
        self.settings = settings
        self._front_m = axle_to_front_m
        self._range: RangeSeen | None = None
        self._block = "CLEAR"
        self._heard_s = 0.0
        self._stands = False

    @property
    def ahead_m(self) -> float | None:
        """Free way as the firmware believes."""
        return None if self._range is None else self._range.ahead_m

    def hear(self, seen: RangeSeen, now_s: float) -> None:
        """Take a reading."""
        self._range, self._heard_s = seen, now_s

    def board(self, seen: BoardSeen) -> None:
        """Take what the firmware blocks."""
        self._block = seen.block

    def limit(self, lane: Lane | None, driven_m: float = 0.0) -> float:
        """Return how fast it may go forwards.

        Args:
            lane: along which it drives, beside the car now; None: straight on.
            driven_m: since the reading.
        """
        if self._range is None or self._range.ahead_m is None:
            self._stands = False
            return float("inf")
        ahead = max(self._range.ahead_m - max(driven_m, 0.0), 0.0)
        if self._is_beside(lane, ahead):
            self._stands = False
            return max(unhindered(ahead - 0.05), 0.0)
        if self._stands:
            ahead -= FREE_AGAIN_M
        speed = before_obstacle(ahead, self.settings)
        self._stands = speed < CREEPS_M_S
        return 0.0 if self._stands else speed

    @property
    def halt(self) -> Halt | None:
        """Why it does not go forwards."""
        if self._block == "BUMPER":
            return BUMPER_HELD
        if self._block == "BLIND":
            return BLIND
        if self._block == "OBSTACLE" or self._stands:
            ahead = self.ahead_m
            if ahead is None:
                return OBSTACLE
            return Halt(
                OBSTACLE.reason, f"Something stands {100 * ahead:.0f} cm ahead.", OBSTACLE.way_out
            )
        return None

    def _is_beside(self, lane: Lane | None, ahead_m: float) -> bool:
        """Return whether the lane bends away before what is straight ahead."""
        if lane is None or lane.confidence < 0.3:
            return False
        beside = abs(lane.y_at(ahead_m + self._front_m))
        return beside > 0.5 * max(lane.width_m, 0.2) + BESIDE_M
