"""Drives along the lane, and stops when it is out of sight.

After the first picture without a lane the car drives on for `hold_s` along the lane it remembers,
moved on by odometry; then slows, and stands after `stop_within_s` (Betaflight's stages). A camera
that is silent for `pictures_within_s` counts as one that sees no lane. Once it stands, only the
deliberate act goes on: a lane that comes back may be another one.

|  | lane seen | no lane | after hold_s | after stop_within_s | Arm |
|---|---|---|---|---|---|
| FOLLOWS | - | HOLDS | - | - | - |
| HOLDS | FOLLOWS, if it is not faint and goes on where the old one did | - | slows | LOST | - |
| LOST | - | - | - | - | FOLLOWS with the next lane |
"""

import math
from enum import Enum
from typing import TypeGuard

from self_driving_car.control.geometry import bend_at, lane_after
from self_driving_car.control.motion import STANDSTILL, Twist
from self_driving_car.control.odometry import Odometry
from self_driving_car.control.prediction import Prediction
from self_driving_car.control.speed import in_bend, when_unsure
from self_driving_car.control.steering import STEERERS
from self_driving_car.driver.halts import CAMERA_LOST, LINE_LOST
from self_driving_car.driver.settings import DriveSettings
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.status import Halt

PERIOD_S = 0.05
"""Of pictures: so much older than the newest one is the first that did not come."""
BENDS_AHEAD_M = (0.0, 0.2, 0.4)
"""Where the sharpest bend is looked for: so far it takes to become slower."""


LEAST = 0.1
"""A lane that is less sure is none."""
AGAIN = 0.12
"""After a picture without a lane, one counts only if it is so sure, ..."""
GOES_ON_M, GOES_ON_RAD, GOES_ON_AT_M = 0.04, 0.12, 0.3
"""... and goes on where the old one did, or the last that was sure."""
SURE, SURE_RAD = 0.6, 0.36
"""One that is so sure may be turned by this against the old one ahead, or by more where it goes on
beside the car: what fades bends away ahead."""
UNSURE, DOUBTED_M = 0.4, 1.2
"""A lane that is less sure over a longer way may be a seam of the floor: it counts no more. A car
that stands sees the same again and again, and doubts no more."""


class Sight(Enum):
    """How it stands with the lane."""

    FOLLOWS = "follows"
    HOLDS = "holds"
    LOST = "lost"


class LaneKeeping:
    """Follows the lane that the pictures show.

    Args:
        settings: of `[drive]`.
        odometry: where the car is and was.
    """

    def __init__(self, settings: DriveSettings, odometry: Odometry) -> None:
        self.settings = settings
        self._odometry = odometry
        self._steerer = STEERERS[settings.steering](settings)
        self.sight = Sight.FOLLOWS
        self._lane: Lane | None = None
        self._sure: Lane | None = None
        self._lane_s = self._sure_s = 0.0
        self._newest_s: float | None = None
        self._without_s: float | None = None
        self._began_s: float | None = None
        self._unsure_m: float | None = None
        self._prediction = Prediction()
        self._now: tuple[float, float, Lane] | None = None  # asked for more than once a tick
        self.halt: Halt | None = None

    def use(self, settings: DriveSettings) -> None:
        """Go by other settings from now on; the lane that is followed stays."""
        if settings.steering != self.settings.steering:
            self._steerer = STEERERS[settings.steering](settings)
        self.settings = settings

    def begin(self) -> None:
        """Set off anew: what was seen while it stood somewhere else counts no more."""
        self.sight, self.halt = Sight.FOLLOWS, None
        self._without_s = self._began_s = self._unsure_m = None
        self._lane = self._sure = None
        self._steerer.forget()

    def saw(self, seen: Seen) -> None:
        """Take what a picture showed; an older one than the newest is left out."""
        if self._newest_s is not None and seen.t_s <= self._newest_s:
            return
        self._newest_s = seen.t_s
        if _is_seen(seen.lane) and self._is_believed(seen.lane, seen.t_s):
            self._lane, self._lane_s = seen.lane, seen.t_s
            if seen.lane.confidence >= UNSURE:
                self._sure, self._sure_s = seen.lane, seen.t_s
            self._without_s = None
        elif self._without_s is None:
            self._without_s = seen.t_s

    def _is_believed(self, lane: Lane, t_s: float) -> bool:
        """Return whether a lane is the one that is followed, and no seam of a bare floor."""
        if lane.confidence >= UNSURE:
            self._unsure_m = None
        elif self._unsure_m is None:
            self._unsure_m = self._odometry.way_m
        if self._unsure_m is not None and self._odometry.way_m - self._unsure_m > DOUBTED_M:
            return False
        if self._without_s is None or self._lane is None:
            return True
        if lane.confidence < AGAIN:
            return False
        return any(
            _goes_on(lane, lane_after(old, self._odometry.moved_between(old_s, t_s)))
            for old, old_s in ((self._lane, self._lane_s), (self._sure, self._sure_s))
            if old is not None
        )

    def sent(self, twist: Twist, now_s: float) -> None:
        """Note a command: the wheels obey it only a little later."""
        self._prediction.sent(twist, now_s)

    def wish(self, speed_m_s: float, now_s: float) -> Twist:
        """Return how to move now.

        Args:
            speed_m_s: on a straight road.
            now_s: monotonic.
        """
        if self._began_s is None:
            self._began_s = now_s
        without_s = self._without(now_s)
        self._judge(without_s)
        lane = self.lane(now_s)
        if self.sight is Sight.LOST or lane is None:
            return STANDSTILL
        wish = self._along(lane, speed_m_s, now_s)
        return _scaled(wish, self._share(without_s))

    def lane(self, now_s: float) -> Lane | None:
        """Return the lane as it lies when a command of this moment takes effect."""
        if self._lane is None:
            return None
        if self._now is None or self._now[:2] != (now_s, self._lane_s):
            self._now = (now_s, self._lane_s, self._moved_on(self._lane, now_s))
        return self._now[2]

    def _moved_on(self, lane: Lane, now_s: float) -> Lane:
        move = self._odometry.moved_between(self._lane_s, now_s)
        actuation_s = self.settings.actuation_s
        coming = self._prediction.ahead(self._odometry.twist, now_s, actuation_s)
        return lane_after(lane, move.then(coming))

    def _along(self, lane: Lane, speed_m_s: float, now_s: float) -> Twist:
        sharpest = max(abs(bend_at(lane, ahead)) for ahead in BENDS_AHEAD_M)
        speed = min(speed_m_s, in_bend(sharpest, self.settings))
        speed = when_unsure(lane.confidence, speed, self.settings)
        real = max(self._odometry.speed_m_s, self.settings.slowest_m_s)
        curvature = self._steerer.curvature(lane, real, now_s)
        return Twist(speed, speed * curvature)

    def _without(self, now_s: float) -> float:
        """Return for how long no picture has shown a lane."""
        since_s = self._without_s
        newest_s = self._newest_s if self._newest_s is not None else self._began_s
        if newest_s is not None and now_s - newest_s > self.settings.pictures_within_s:
            silent_s = newest_s + PERIOD_S
            since_s = silent_s if since_s is None else min(since_s, silent_s)
        if since_s is None and self._lane is None:
            since_s = self._began_s
        return 0.0 if since_s is None else now_s - since_s

    def _judge(self, without_s: float) -> None:
        if self.sight is Sight.LOST:
            return
        if without_s <= 0.0:
            self.sight = Sight.FOLLOWS
        elif without_s < self.settings.stop_within_s:
            self.sight = Sight.HOLDS
        else:
            self.sight = Sight.LOST
            self.halt = LINE_LOST if self._without_s is not None else CAMERA_LOST
            self._steerer.forget()

    def _share(self, without_s: float) -> float:
        """Return which share of the speed is left after a time without a lane."""
        hold_s, end_s = self.settings.hold_s, self.settings.stop_within_s
        if without_s <= hold_s:
            return 1.0
        return max(0.0, (end_s - without_s) / max(end_s - hold_s, 1e-3))


def _is_seen(lane: Lane | None) -> TypeGuard[Lane]:
    """Return whether this very picture showed marks; a lane merely remembered is none."""
    if lane is None or not all(map(math.isfinite, _numbers(lane))):
        return False
    return lane.confidence >= LEAST and lane.farthest_m > lane.nearest_m


def _goes_on(lane: Lane, old: Lane) -> bool:
    """Return whether a lane is where another one was."""
    if lane.confidence < SURE:
        return _agree(lane, old, GOES_ON_AT_M, GOES_ON_RAD)
    return _agree(lane, old, GOES_ON_AT_M, SURE_RAD) or _agree(lane, old, 0.0, GOES_ON_RAD)


def _agree(lane: Lane, old: Lane, at_m: float, most_rad: float) -> bool:
    """Return whether two lanes lie and run alike so far ahead of the axle."""
    aside_m = lane.y_at(at_m) - old.y_at(at_m)
    turned_rad = lane.heading_at(at_m) - old.heading_at(at_m)
    return abs(aside_m) < GOES_ON_M and abs(turned_rad) < most_rad


def _numbers(lane: Lane) -> tuple[float, ...]:
    return (
        lane.offset_m,
        lane.heading_rad,
        lane.curvature_per_m,
        lane.growth_per_m2,
        lane.width_m,
        lane.confidence,
    )


def _scaled(twist: Twist, share: float) -> Twist:
    return Twist(twist.speed_m_s * share, twist.turn_rad_s * share)
