"""What the driver knows: by the board, by pictures, and how it tells all of it."""

from self_driving_car.control.motion import STANDSTILL, WHEELS_STILL, WheelSpeeds
from self_driving_car.driver import senses
from self_driving_car.driver.obstacles import Obstacles
from self_driving_car.driver.order_taking import OrderTaking
from self_driving_car.driver.senses import Sense
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.perception.seen import Seen
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.status import Halt, Status

CLOCKS_APART_S = 0.02
"""A camera's clock may be so far ahead by its own rounding."""


class Sensing(OrderTaking):
    """Takes what is sensed.

    Args:
        settings: of `[drive]`.
        car: of `[car]`.
        signs: of `[signs]`.
    """

    def __init__(self, settings: DriveSettings, car: CarSettings, signs: SignSettings) -> None:
        super().__init__(settings, car, signs)
        self._rolled_m = 0.0
        self._obstacles = Obstacles(settings, car.axle_to_front_m)
        self._wish, self._curvature = STANDSTILL, 0.0
        self._halt: Halt | None = None
        self._wheels = WHEELS_STILL
        self._seen: Seen | None = None
        self._battery: senses.BatterySeen | None = None
        self._camera = senses.CameraSeen(is_up=True)
        self._latency_s: float | None = None
        self._is_new = False

    def sense(self, seen: Sense, now_s: float) -> None:
        """Take what the board or the camera tells."""
        match seen:
            case senses.WheelsSeen():
                self._wheels = WheelSpeeds(seen.left_m_s, seen.right_m_s)
                counted = _counted(seen) if self.car.encoders else None
                self.odometry.step(self._wheels, now_s, counted)
            case senses.RangeSeen():
                self._obstacles.hear(seen, now_s)
            case senses.BatterySeen():
                self._battery = seen
            case senses.BoardSeen():
                self._standing.hear_board(seen)
                self._obstacles.board(seen)
            case senses.ArmRefused():
                self._standing.hear_refusal(seen.hurdle)
            case senses.CameraSeen():
                self._camera = seen
                return
            case senses.LinkSeen():
                self._standing.hear_link(seen)
                self.odometry.forget_counts()
                return
        self._standing.heard(now_s)

    def saw(self, seen: Seen, now_s: float) -> None:
        """Take what a picture showed; one of the future is left out: it would never grow old."""
        if seen.t_s > now_s + CLOCKS_APART_S:
            return
        if self._seen is not None and seen.t_s <= self._seen.t_s:
            return
        self._seen, self._is_new = seen, True
        since = self.odometry.moved_between(seen.t_s, now_s)
        self._pilots.saw(seen)
        self._roll()
        pose = self.odometry.pose_at(seen.t_s)
        self._traffic.saw(seen, now_s, pose, since.forward_m)

    def _roll(self) -> None:
        """Tell the signs how far the car has rolled since they were told last."""
        way_m = self.odometry.way_m
        self._traffic.roll(way_m - self._rolled_m)
        self._rolled_m = way_m

    def piloted(self, angle: float, throttle: float, t_s: float) -> None:
        """Take what the trained net makes of the picture that was exposed at `t_s`."""
        self._pilots.piloted(angle, throttle, t_s)

    @property
    def ahead_m(self) -> float | None:
        """Free way ahead by the sonar; None: nothing in sight."""
        return self._obstacles.ahead_m

    def status(self, now_s: float) -> Status:
        """Return how everything is."""
        pose, link = self.odometry.pose, self._standing.link
        return Status(
            t_s=now_s,
            mode=self.mode,
            is_armed=self._standing.board.is_armed and link.is_up,
            halt=self._halt or self._standing.halt,
            holder=self._arbiter.holder,
            wish=self._wish,
            wheels=self._wheels,
            x_m=pose.forward_m,
            y_m=pose.left_m,
            heading_rad=pose.turned_rad,
            seen=self._seen,
            ahead_m=self.ahead_m,
            battery_v=None if self._battery is None else self._battery.volts,
            latency_s=self._latency_s,
            speed_cap_m_s=self.cap_m_s,
            link="" if link.is_up else link.says,
            camera="" if self._camera.is_up else self._camera.says,
        )


def _counted(seen: senses.WheelsSeen) -> tuple[float, float] | None:
    if seen.left_m is None or seen.right_m is None:
        return None
    return seen.left_m, seen.right_m
