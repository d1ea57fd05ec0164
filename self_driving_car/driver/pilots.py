"""The pilots of the automatic modes: lane, line, net and cruise, behind one question."""

import math
from dataclasses import dataclass

from self_driving_car.control.chassis import twist_of_stick
from self_driving_car.control.motion import STANDSTILL, Twist
from self_driving_car.control.odometry import Odometry
from self_driving_car.control.speed import in_bend
from self_driving_car.driver import halts
from self_driving_car.driver.cruise import Cruise
from self_driving_car.driver.lane_keeping import LaneKeeping, Sight
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.status import Halt, Mode


@dataclass(frozen=True, slots=True)
class Piloted:
    """What a pilot wants.

    Attributes:
        wish: the movement.
        halt: set when it cannot go on: the motors go off.
        is_urgent: slow down at once, not gently.
    """

    wish: Twist = STANDSTILL
    halt: Halt | None = None
    is_urgent: bool = False


class Pilots:
    """Asks the pilot of the mode."""

    def __init__(self, settings: DriveSettings, car: CarSettings, odometry: Odometry) -> None:
        self._settings, self._car, self._odometry = settings, car, odometry
        self._lane = LaneKeeping(settings, odometry)
        self._cruise = Cruise(settings, car)
        self._net: tuple[float, float, float] | None = None
        self._net_began_s: float | None = None

    def use(self, settings: DriveSettings, car: CarSettings) -> None:
        """Go by other settings from now on."""
        self._settings, self._car = settings, car
        self._lane.use(settings)
        self._cruise = Cruise(settings, car)

    def begin(self) -> None:
        """Set off anew."""
        self._lane.begin()
        self._cruise.begin()
        self._net = self._net_began_s = None

    def saw(self, seen: Seen) -> None:
        """Take a picture's lane."""
        self._lane.saw(seen)

    def piloted(self, angle: float, throttle: float, t_s: float) -> None:
        """Take the net's opinion; one that is no number is none."""
        is_one = math.isfinite(angle) and math.isfinite(throttle)
        self._net = (angle, throttle, t_s) if is_one else None

    def sent(self, twist: Twist, now_s: float) -> None:
        """Note a command."""
        self._lane.sent(twist, now_s)

    def lane(self, now_s: float) -> Lane | None:
        """Return the lane beside the car now."""
        return self._lane.lane(now_s)

    def wish(
        self, mode: Mode, speed_m_s: float, limit_m_s: float, ahead_m: float | None, now_s: float
    ) -> Piloted:
        """Return what the pilot of a mode wants.

        Args:
            mode: which pilot.
            speed_m_s: on a straight road.
            limit_m_s: what signs and obstacles allow.
            ahead_m: free way by the sonar.
            now_s: monotonic.
        """
        if mode in {Mode.LANE, Mode.LINE}:
            wish = self._lane.wish(speed_m_s, now_s)
            return Piloted(wish, self._lane.halt, self._lane.sight is not Sight.FOLLOWS)
        if mode is Mode.NET:
            return self._by_net(speed_m_s, now_s)
        if mode is Mode.CRUISE:
            pose, twist = self._odometry.pose, self._odometry.twist
            return Piloted(self._cruise.wish(pose, twist, limit_m_s, ahead_m, now_s))
        return Piloted()

    def _by_net(self, cap_m_s: float, now_s: float) -> Piloted:
        if self._net_began_s is None:
            self._net_began_s = now_s
        if self._net is None:
            is_late = now_s - self._net_began_s > self._settings.stop_within_s
            return Piloted(halt=halts.NO_NET if is_late else None)
        angle, throttle, t_s = self._net
        if abs(now_s - t_s) > self._settings.pictures_within_s:
            return Piloted(halt=halts.CAMERA_LOST, is_urgent=True)
        wish = twist_of_stick(angle, throttle, cap_m_s, self._car)
        speed = min(wish.speed_m_s, in_bend(angle * self._car.full_curvature_per_m, self._settings))
        if wish.speed_m_s <= 0.0:
            return Piloted(STANDSTILL)
        return Piloted(Twist(speed, wish.turn_rad_s * speed / wish.speed_m_s))
