"""What follows a lane: given the lane beside the car and the speed, the curvature to drive.

Four ways, one to drive by and three for lessons and for comparison.
Each is a class with the same one method.
"""

import math
from typing import Protocol

from self_driving_car.control.geometry import bend_at, slope_at
from self_driving_car.driver.settings import DriveSettings
from self_driving_car.perception.seen import Lane


class Steerer(Protocol):
    """Follows a lane."""

    def curvature(self, lane: Lane, speed_m_s: float, now_s: float) -> float:
        """Return the curvature to drive, in 1/m; positive: to the left."""

    def forget(self) -> None:
        """Begin anew: the car stood, or was put somewhere else."""


class Path:
    """Drives the lane's own bend, and takes back what it is beside it.

    Feed-forward of the curvature a little ahead, and a damped feedback of offset and heading, whose
    natural frequency falls with the speed, so that it stays as calm. A slow sum takes out what one
    wheel is weaker than the other.
    """

    GAIN, SOFT_M_S, DAMPING = 4.0, 0.5, 0.9
    LEAD_M, LEAD_S = 0.03, 0.06
    SUM_PER_M2_S, LARGEST_SUM_PER_M = 3.0, 0.6
    LARGEST_PER_M = 3.2
    SMOOTH_S = 0.03

    def __init__(self, settings: DriveSettings) -> None:
        del settings
        self.forget()

    def forget(self) -> None:
        """Begin with an empty sum."""
        self._sum_per_m = self._last_per_m = 0.0
        self._last_s: float | None = None

    def curvature(self, lane: Lane, speed_m_s: float, now_s: float) -> float:
        """Return the curvature to drive."""
        passed_s = 0.0 if self._last_s is None else min(now_s - self._last_s, 0.1)
        self._last_s = now_s
        quick = self.GAIN / (self.SOFT_M_S + abs(speed_m_s))
        heading = math.atan(lane.heading_rad)
        offset = lane.offset_m * math.cos(heading)
        self._add_up(offset, passed_s)
        wish = (
            bend_at(lane, self.LEAD_M + self.LEAD_S * abs(speed_m_s))
            + quick * quick * offset
            + 2.0 * self.DAMPING * quick * math.sin(heading)
            + self._sum_per_m
        )
        wish = max(-self.LARGEST_PER_M, min(self.LARGEST_PER_M, wish))
        share = 1.0 if passed_s == 0.0 else passed_s / (passed_s + self.SMOOTH_S)
        self._last_per_m += share * (wish - self._last_per_m)
        return self._last_per_m

    def _add_up(self, offset_m: float, passed_s: float) -> None:
        limit = self.LARGEST_SUM_PER_M
        grown = self._sum_per_m + self.SUM_PER_M2_S * offset_m * passed_s
        self._sum_per_m = max(-limit, min(limit, grown))


class PurePursuit:
    """Aims at a point of the lane ahead: the arc of a circle through it (Coulter 1992).

    Args:
        settings: look-ahead 0.35 m + 0.4 s v.
    """

    def __init__(self, settings: DriveSettings) -> None:
        self._settings = settings

    def curvature(self, lane: Lane, speed_m_s: float, now_s: float) -> float:  # noqa: ARG002
        """Return the curvature of the arc that begins straight ahead and meets the aim."""
        x, y = aim(lane, self.look_ahead_m(speed_m_s))
        return 2.0 * y / (x * x + y * y)

    def look_ahead_m(self, speed_m_s: float) -> float:
        """Return how far it aims at this speed."""
        return self._settings.look_ahead_m + self._settings.look_ahead_s * max(speed_m_s, 0.0)

    def forget(self) -> None:
        """It remembers nothing."""


class Stanley:
    """Heading error plus the offset over the speed (Hoffmann 2007), at a front axle.

    A car with two driven wheels has none: one is thought 15 cm ahead of them.
    """

    GAIN_PER_S = 1.6
    SOFT_M_S = 0.25
    FRONT_M = 0.15

    def __init__(self, settings: DriveSettings) -> None:
        del settings

    def curvature(self, lane: Lane, speed_m_s: float, now_s: float) -> float:  # noqa: ARG002
        """Return the curvature of a car whose front wheels would steer so."""
        x = self.FRONT_M
        heading = math.atan(slope_at(lane, x))
        crosswise = math.atan(self.GAIN_PER_S * lane.y_at(x) / (self.SOFT_M_S + abs(speed_m_s)))
        return math.tan(max(-1.0, min(1.0, heading + crosswise))) / self.FRONT_M

    def forget(self) -> None:
        """It remembers nothing."""


class Pid:
    """PID on where the lane is a little way ahead, as most first cars have it.

    It is given the time, so it works as well when a simulation runs faster than the clock
    (donkeycar's reads the wall clock).
    """

    AHEAD_M = 0.30
    P_PER_M2, I_PER_M2_S, D_S_PER_M2 = 14.0, 2.0, 1.0
    LARGEST_SUM_M_S = 0.05
    SMOOTH = 0.3

    def __init__(self, settings: DriveSettings) -> None:
        del settings
        self.forget()

    def forget(self) -> None:
        """Begin with an empty sum."""
        self._sum_m_s = 0.0
        self._rate_m_s = 0.0
        self._last: tuple[float, float] | None = None

    def curvature(self, lane: Lane, speed_m_s: float, now_s: float) -> float:  # noqa: ARG002
        """Return the curvature: proportional to the error, its sum and its rate."""
        error = lane.y_at(self.AHEAD_M)
        if self._last is not None and now_s > self._last[0]:
            passed_s = now_s - self._last[0]
            self._sum_m_s += error * passed_s
            limit = self.LARGEST_SUM_M_S
            self._sum_m_s = max(-limit, min(limit, self._sum_m_s))
            rate = (error - self._last[1]) / passed_s
            self._rate_m_s += self.SMOOTH * (rate - self._rate_m_s)
        self._last = (now_s, error)
        parts = (
            self.P_PER_M2 * error,
            self.I_PER_M2_S * self._sum_m_s,
            self.D_S_PER_M2 * self._rate_m_s,
        )
        return sum(parts)


STEERERS: dict[str, type[Path] | type[PurePursuit] | type[Stanley] | type[Pid]] = {
    "path": Path,
    "pure_pursuit": PurePursuit,
    "stanley": Stanley,
    "pid": Pid,
}


def aim(lane: Lane, distance_m: float) -> tuple[float, float]:
    """Return the point of the lane that is so far from the car, in its frame.

    Where the lane is farther away than that altogether, the nearest way to it is 45 degrees.
    """
    x = distance_m
    for _ in range(3):
        y = lane.y_at(x)
        x = math.sqrt(max(distance_m * distance_m - y * y, 0.5 * distance_m * distance_m))
    return x, lane.y_at(x)
