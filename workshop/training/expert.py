"""An expert at the wheel: it knows where the lane is, and says what a good driver would do.

Its steering is pure pursuit from the place where the car will be when the order arrives (a picture
is 100 ms old by then), towards a point in the middle of the lane. What it says is what a net shall
learn, whatever the car is really doing; so the car may be pushed about (`disturbance.py`), and the
recording still shows only how to get back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hardware_mocks.worlds.track.along import Ruler, ruler_of

if TYPE_CHECKING:
    from hardware_mocks.worlds.track.state import Pose
    from hardware_mocks.worlds.track.track import Track

FULL_CURVATURE_PER_M = 2.5
"""Of full steering, 1.0, as the car's own settings have it (`[car] full_curvature_per_m`)."""
WHEEL_TRACK_M = 0.13
LOOK_AHEAD_M = 0.28
LOOK_AHEAD_S = 0.2
"""Look-ahead of 0.28 m + 0.2 s v: with the truth instead of a fit, it may be as short as this.

Mean error at 0.5 m/s on four roads: 0.6 cm; with 0.35 m + 0.4 s v it is 1.9 cm, inside the bends.
"""
SLOWEST = 0.7
"""Throttle in the tightest bend of a road (radius 0.6 m), as a share of that on a straight."""
TIGHTEST_PER_M = 1 / 0.6
BEND_AHEAD_M = 0.6
"""So far ahead it looks for bends to slow down for."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a good driver does.

    Attributes:
        angle: steering, -1.0 (full left) to 1.0 (full right).
        throttle: 0.0 to 1.0, as a share of the speed cap.
    """

    angle: float
    throttle: float

    @property
    def curvature_per_m(self) -> float:
        """Of the way; positive: to the left."""
        return -self.angle * FULL_CURVATURE_PER_M

    def wheels(self, cap_m_s: float) -> tuple[float, float]:
        """Return the speeds of the left and right wheel, in metres a second."""
        speed = self.throttle * cap_m_s
        turn = 0.5 * WHEEL_TRACK_M * self.curvature_per_m
        return speed * (1 - turn), speed * (1 + turn)


class Expert:
    """Drives one track.

    Args:
        track: whose truth it knows.
        cap_m_s: full speed.
        latency_s: from a picture to the moment at which its order reaches the wheels.
    """

    def __init__(self, track: Track, *, cap_m_s: float = 0.5, latency_s: float = 0.1) -> None:
        self._track = track
        self._ruler: Ruler = ruler_of(track.road)
        self._cap_m_s, self._latency_s = cap_m_s, latency_s

    def advise(self) -> Advice:
        """Return what to do about how the car stands now."""
        throttle = self._throttle()
        x_m, y_m, heading = self._later(throttle * self._cap_m_s * self._latency_s)
        place = self._ruler.project(x_m, y_m)
        ahead_m = LOOK_AHEAD_M + LOOK_AHEAD_S * self._cap_m_s
        goal = self._ruler.pose_at(place.s_m + ahead_m)
        east, north = goal.x_m - x_m, goal.y_m - y_m
        left_m = math.cos(heading) * north - math.sin(heading) * east
        curvature = 2 * left_m / max(0.04, east * east + north * north)
        angle = -curvature / FULL_CURVATURE_PER_M
        return Advice(min(1.0, max(-1.0, angle)), throttle)

    def _throttle(self) -> float:
        place = self._track.place
        ways_m = (0.0, BEND_AHEAD_M / 2, BEND_AHEAD_M)
        tightest = max(abs(self._curvature_at(place.s_m + way_m)) for way_m in ways_m)
        return 1.0 - (1.0 - SLOWEST) * min(1.0, tightest / TIGHTEST_PER_M)

    def _curvature_at(self, s_m: float) -> float:
        pose = self._ruler.pose_at(s_m)
        return self._ruler.project(pose.x_m, pose.y_m).curvature_per_m

    def _later(self, way_m: float) -> tuple[float, float, float]:
        """Return where the car is after a way along the lane's own bend: a picture shows no more.

        How fast it is turning just now cannot be seen in one picture, so it is not reckoned with.
        """
        car: Pose = self._track.state().car
        turned = self._track.place.curvature_per_m * way_m
        middle = car.heading_rad + turned / 2
        return (
            car.x_m + way_m * math.cos(middle),
            car.y_m + way_m * math.sin(middle),
            car.heading_rad + turned,
        )
