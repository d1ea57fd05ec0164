"""Where the car is, by its wheels: from encoders, or from the commands without them.

An encoder gives an edge every 5 mm: too coarse for the heading of a car 13 cm wide (2 degrees an
edge). So each wheel's way is its speed, summed up, and drawn towards the counted edges only where
it has drifted from them by more than one.
"""

from bisect import bisect_left
from collections import deque

from self_driving_car.control.chassis import twist_of
from self_driving_car.control.geometry import STAY, Move, moved
from self_driving_car.control.motion import STANDSTILL, WheelSpeeds
from self_driving_car.driver.settings import CarSettings

KEPT_S = 1.5
LONGEST_STEP_S = 0.1
"""A longer silence of the board is not driven through blindly."""


class WheelWay:
    """The way of one wheel."""

    def __init__(self, edge_m: float) -> None:
        self._edge_m = edge_m
        self._drift_m = 0.0
        self._counted_m: float | None = None

    def step(self, speed_m_s: float, passed_s: float, counted_m: float | None) -> float:
        """Return how far it has gone since the last step."""
        way = speed_m_s * passed_s
        if counted_m is None:
            return way
        if self._counted_m is None:
            self._counted_m = counted_m
        self._drift_m += way - (counted_m - self._counted_m)
        self._counted_m = counted_m
        too_much = max(-self._edge_m, min(self._edge_m, self._drift_m)) - self._drift_m
        self._drift_m += too_much
        return way + too_much

    def forget(self) -> None:
        """The count begins anew: the board restarted."""
        self._drift_m, self._counted_m = 0.0, None


class Odometry:
    """Adds up what the wheels do, and remembers where the car was lately.

    Attributes:
        pose: since the start.
        twist: how it moves now.
        way_m: driven since the start, forwards and backwards alike.
    """

    def __init__(self, car: CarSettings) -> None:
        self._car = car
        edge_m = 1.0 / car.edges_per_m
        self._left, self._right = WheelWay(edge_m), WheelWay(edge_m)
        self.pose = STAY
        self.twist = STANDSTILL
        self.way_m = 0.0
        self._last_s: float | None = None
        self._were: deque[tuple[float, Move]] = deque(maxlen=128)

    def use(self, car: CarSettings) -> None:
        """Go by other measures of the chassis from now on; where it is stays."""
        if car.edges_per_m != self._car.edges_per_m:
            edge_m = 1.0 / car.edges_per_m
            self._left, self._right = WheelWay(edge_m), WheelWay(edge_m)
        self._car = car

    def step(
        self, wheels: WheelSpeeds, now_s: float, counted_m: tuple[float, float] | None = None
    ) -> None:
        """Take what the wheels do now.

        Args:
            wheels: their speeds.
            now_s: monotonic.
            counted_m: ways of left and right by the encoders; None without.
        """
        passed_s = 0.0 if self._last_s is None else min(now_s - self._last_s, LONGEST_STEP_S)
        self._last_s = now_s
        left_m, right_m = counted_m or (None, None)
        left = self._left.step(wheels.left_m_s, passed_s, left_m)
        right = self._right.step(wheels.right_m_s, passed_s, right_m)
        self.twist = twist_of(wheels, self._car)
        step = moved(twist_of(WheelSpeeds(left, right), self._car), 1.0)
        self.pose = self.pose.then(step)
        self.way_m += abs(0.5 * (left + right))
        self._were.append((now_s, self.pose))

    def forget_counts(self) -> None:
        """The board restarted: its counts begin at 0."""
        self._left.forget()
        self._right.forget()

    def pose_at(self, t_s: float) -> Move:
        """Return where it was, or is about to be; between two steps along the straight."""
        if not self._were:
            return self.pose
        newest_s = self._were[-1][0]
        if t_s >= newest_s:
            return self.pose.then(moved(self.twist, min(t_s - newest_s, LONGEST_STEP_S)))
        times = [were[0] for were in self._were]
        at = bisect_left(times, t_s)
        if at == 0:
            return self._were[0][1]
        (before_s, before), (after_s, after) = self._were[at - 1], self._were[at]
        share = (t_s - before_s) / max(after_s - before_s, 1e-9)
        return _between(before, after, share)

    def moved_between(self, from_s: float, to_s: float) -> Move:
        """Return how the car moved from one moment to another."""
        return self.pose_at(from_s).to(self.pose_at(to_s))

    @property
    def heard_s(self) -> float | None:
        """When the wheels were heard of last; None: never."""
        return self._last_s

    @property
    def speed_m_s(self) -> float:
        """How fast it is now."""
        return self.twist.speed_m_s


def _between(before: Move, after: Move, share: float) -> Move:
    return Move(
        before.forward_m + share * (after.forward_m - before.forward_m),
        before.left_m + share * (after.left_m - before.left_m),
        before.turned_rad + share * (after.turned_rad - before.turned_rad),
    )
