"""A ride: the driver, a board that behaves like the firmware, and a car on an endless road."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from self_driving_car.control.chassis import twist_of
from self_driving_car.control.geometry import STAY, Move, moved
from self_driving_car.control.motion import WHEELS_STILL, WheelSpeeds
from self_driving_car.driver.driver import Decision, Driver
from self_driving_car.driver.orders import Arm, Order, SetMode, Steer
from self_driving_car.driver.senses import BoardSeen, LinkSeen, RangeSeen, WheelsSeen
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.status import Mode, Status

TICK_S = 0.02
ZERO_S = 0.5
PICTURE_TICKS = 3


@dataclass
class Ride:
    """Everything moves by `go`; what is seen and heard is set by attributes.

    Attributes:
        lane: what the pictures show, in the frame of the start; None: nothing.
        ahead_m: of the sonar, at the start; it comes nearer as the car drives.
        is_blind, is_deaf: no pictures; the board says nothing.
    """

    settings: DriveSettings = field(default_factory=DriveSettings)
    car: CarSettings = field(default_factory=CarSettings)
    now_s: float = 100.0
    lane: Lane | None = field(default_factory=lambda: Lane(0.0, 0.0, 0.0, 0.35, 1.0, 0.2, 1.5))
    show: Callable[["Ride"], Seen] | None = None
    wall_m: float | None = None
    is_blind: bool = False
    is_deaf: bool = False
    pose: Move = STAY
    wheels: WheelSpeeds = WHEELS_STILL
    is_armed: bool = False
    board_stop: str = "BOOT"
    is_estop_open: bool = False
    decisions: list[Decision] = field(default_factory=list)
    _zero_s: float = 0.0
    _ticks: int = 0

    def __post_init__(self) -> None:
        self.driver = Driver(self.settings, self.car)
        self.driver.sense(LinkSeen(is_up=True), self.now_s)

    @property
    def status(self) -> Status:
        return self.driver.status(self.now_s)

    @property
    def reason(self) -> str:
        halt = self.status.halt
        return "" if halt is None else halt.reason

    @property
    def speed_m_s(self) -> float:
        return twist_of(self.wheels, self.car).speed_m_s

    def order(self, order: Order) -> str:
        """Give an order; return why it was refused, "" if it was taken."""
        answer = self.driver.take(order, self.now_s)
        return "" if answer.is_done else answer.says or "refused"

    def arm(self, mode: Mode = Mode.MANUAL, holder: str = "") -> None:
        self.order(SetMode(mode))
        assert self.order(Arm(holder)) == ""
        self.go(0.7)
        assert self.is_armed

    def steer(
        self, for_s: float, angle: float = 0.0, throttle: float = 0.5, who: str = "a"
    ) -> None:
        """Hold a stick."""
        for _ in range(round(for_s / 0.1)):
            self.order(Steer(who, angle, throttle))
            self.go(0.1)

    def go(self, for_s: float) -> Decision:
        """Let time pass."""
        for _ in range(round(for_s / TICK_S)):
            self._step()
        return self.decisions[-1]

    def until(self, is_so: Callable[[], bool], within_s: float) -> float:
        """Let time pass until something is so; return how long that took."""
        began_s = self.now_s
        while not is_so():
            assert self.now_s - began_s < within_s, f"not within {within_s} s"
            self._step()
        return self.now_s - began_s

    def _step(self) -> None:
        self.now_s += TICK_S
        self._ticks += 1
        if not self.is_deaf:
            self._tell_board()
        if not self.is_blind and self._ticks % PICTURE_TICKS == 0:
            self.driver.saw(self._picture(), self.now_s)
        decision = self.driver.tick(self.now_s)
        self.decisions.append(decision)
        self._obey(decision)

    def _tell_board(self) -> None:
        self.driver.sense(WheelsSeen(self.wheels.left_m_s, self.wheels.right_m_s), self.now_s)
        ready = self.now_s - self._zero_s >= ZERO_S
        state = BoardSeen(
            is_armed=self.is_armed,
            is_ready=ready,
            stop=self.board_stop,
            is_estop_open=self.is_estop_open,
        )
        self.driver.sense(state, self.now_s)
        wall_m = self.wall_m
        ahead_m = None if wall_m is None else max(wall_m - self.pose.forward_m, 0.0)
        self.driver.sense(RangeSeen(ahead_m), self.now_s)

    def _picture(self) -> Seen:
        if self.show is not None:
            return self.show(self)
        if self.lane is None:
            return Seen(self.now_s)
        return Seen(self.now_s, lane=_lane_from(self.lane, self.pose))

    def _obey(self, decision: Decision) -> None:
        """Be a firmware and a car without inertia."""
        is_zero = decision.wheels == WHEELS_STILL
        if not is_zero and not self.is_armed:
            self._zero_s = self.now_s
        if self.is_armed and not decision.wants_armed:
            self.is_armed, self.board_stop, self._zero_s = False, "ORDER", self.now_s
        elif decision.wants_armed and self.now_s - self._zero_s >= ZERO_S and is_zero:
            self.is_armed = self.is_armed or not self.is_estop_open
        self.wheels = decision.wheels if self.is_armed else WHEELS_STILL
        self.pose = self.pose.then(moved(twist_of(self.wheels, self.car), TICK_S))

    def board_stops(self, why: str) -> None:
        """The firmware stops by itself."""
        self.is_armed, self.board_stop, self._zero_s = False, why, self.now_s


def _lane_from(lane: Lane, pose: Move) -> Lane:
    """Return the lane as a car at a pose sees it: only for straight lanes and circles."""
    if lane.curvature_per_m == 0.0:
        offset = (lane.y_at(pose.forward_m) - pose.left_m) / math.cos(pose.turned_rad)
        heading = lane.heading_rad - pose.turned_rad
        return Lane(offset, heading, 0.0, 0.35, lane.confidence, 0.2, 1.2)
    radius = 1.0 / lane.curvature_per_m  # its middle lies at (0, radius)
    x, y = pose.forward_m, pose.left_m - radius
    distance = math.hypot(x, y) * math.copysign(1.0, radius)
    heading = math.atan2(y, x) + math.pi / 2.0 * math.copysign(1.0, radius) - pose.turned_rad
    heading = math.atan2(math.sin(heading), math.cos(heading))
    return Lane(distance - radius, heading, lane.curvature_per_m, 0.35, lane.confidence, 0.2, 1.2)
