"""The driver: decides 50 times a second what the wheels shall do. No thread, no port, no clock.

    driver = Driver(DriveSettings(), CarSettings())
    driver.take(Arm(), now_s)              # orders come from outside and are answered
    driver.sense(WheelsSeen(...), now_s)   # the board speaks
    driver.saw(seen, now_s)                # a picture was looked at
    decision = driver.tick(now_s)          # what to send

Authority, the first that applies: emergency stop > the firmware's sonar > the link > red light and
stop sign > tele-operation > autopilot.
"""

from dataclasses import dataclass

from self_driving_car.control.chassis import (
    possible,
    servo_us,
    twist_of,
    twist_of_stick,
    wheels_of,
)
from self_driving_car.control.motion import STANDSTILL, Twist, WheelSpeeds
from self_driving_car.control.speed import Ramp
from self_driving_car.driver import halts
from self_driving_car.driver.manoeuvres import Progress
from self_driving_car.driver.order_taking import SLOWEST_CAP_M_S
from self_driving_car.driver.sensing import Sensing
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.status import Halt, Mode

LONGEST_TICK_S = 0.1


@dataclass(frozen=True, slots=True)
class Decision:
    """What to tell the board.

    Attributes:
        wheels: the command.
        wants_armed: arm it as soon as it may be (True); disarm it if it is armed (False).
        halt: why the car stands; None while it drives or is free to.
        servo_us: pulse of the steering servo; None: the chassis has none.
    """

    wheels: WheelSpeeds
    wants_armed: bool
    halt: Halt | None = None
    servo_us: int | None = None


class Driver(Sensing):
    """Everything that decides.

    Args:
        settings: of `[drive]`.
        car: of `[car]`.
        signs: of `[signs]`.
    """

    def __init__(
        self,
        settings: DriveSettings,
        car: CarSettings | None = None,
        signs: SignSettings | None = None,
    ) -> None:
        super().__init__(settings, car or CarSettings(), signs or SignSettings())
        self._ramp = Ramp(settings)
        self._ticked_s: float | None = None

    def use(self, settings: DriveSettings, car: CarSettings, signs: SignSettings) -> None:
        """Drive by other settings from now on, also while it drives.

        Where the car is, what it follows and what holds it stays.
        """
        self.settings, self.car = settings, car
        self.cap_m_s = min(self.cap_m_s, settings.speed_cap_m_s)
        self.odometry.use(car)
        self._pilots.use(settings, car)
        self._obstacles.settings = settings
        self._ramp.settings = settings
        self._traffic.use(signs)

    # -- what to do

    def tick(self, now_s: float) -> Decision:
        """Decide; call it 50 times a second."""
        passed_s = 0.0 if self._ticked_s is None else now_s - self._ticked_s
        self._ticked_s = now_s
        self._arbiter.tick(now_s)
        self._standing.tick(now_s)
        self._watch_holders(now_s)
        wish = self._decide(now_s, min(max(passed_s, 0.0), LONGEST_TICK_S))
        if not self._standing.may_move:
            wish = STANDSTILL
            self._ramp.speed_m_s = 0.0
        self._note(wish, now_s)
        servo = servo_us(self._curvature, self.car) if self.car.chassis == "steered" else None
        wheels = wheels_of(wish, self.car)
        return Decision(wheels, self._standing.wants_armed, self._halt, servo)

    def _decide(self, now_s: float, passed_s: float) -> Twist:
        """Return the movement by authority; a pilot that has lost its way switches off."""
        if not self._standing.may_move:
            return STANDSTILL
        is_by_hand = self.mode is Mode.MANUAL or self._arbiter.is_steering
        if self._manoeuvre is not None:
            wish, is_urgent = self._manoeuvred(now_s), False
        elif is_by_hand:
            wish, is_urgent = self._by_hand(), False
        else:
            limit = self._limit(now_s)
            pilot = self._pilots.wish(self.mode, self._speed_wish(), limit, self.ahead_m, now_s)
            if pilot.halt is not None:
                self._standing.halt_for(pilot.halt)
            wish, is_urgent = pilot.wish, pilot.is_urgent
        return self._limited(possible(wish, self.car), now_s, passed_s, is_urgent=is_urgent)

    def _by_hand(self) -> Twist:
        stick = self._arbiter.stick
        if stick is None:
            return STANDSTILL
        return twist_of_stick(stick.angle, stick.throttle, self.cap_m_s, self.car)

    def _manoeuvred(self, now_s: float) -> Twist:
        assert self._manoeuvre is not None
        wish = self._manoeuvre.wish(self.odometry.pose, self.odometry.twist, now_s)
        if self._manoeuvre.progress is Progress.STUCK:
            self._standing.halt_for(halts.STUCK)
        if self._manoeuvre.progress is not Progress.DRIVES:
            self._manoeuvre = None
            self.mode = Mode.MANUAL  # it stands where it was wanted, and does not drive off
        return wish

    def _limited(self, wish: Twist, now_s: float, passed_s: float, *, is_urgent: bool) -> Twist:
        """Return the movement as fast as everything allows; the bend stays the same."""
        cap = min(self.cap_m_s, self.settings.speed_cap_m_s)
        allowed = min(cap, self._limit(now_s)) if wish.speed_m_s > 0.0 else cap
        target = max(-cap, min(allowed, wish.speed_m_s))
        if is_urgent:
            self._ramp.drop_to(abs(target))
        if self._ramp.speed_m_s > allowed:
            self._ramp.drop_to(allowed)
        speed = self._ramp.towards(target, passed_s)
        if wish.speed_m_s == 0.0:
            return Twist(speed, wish.turn_rad_s if speed == 0.0 else 0.0)
        share = speed / wish.speed_m_s
        return Twist(speed, wish.turn_rad_s * min(1.0, max(0.0, share)))

    def _limit(self, now_s: float) -> float:
        """Return how fast signs, lights and obstacles let it go forwards."""
        lane = self._pilots.lane(now_s) if self.mode in {Mode.LANE, Mode.LINE} else None
        limit = self._obstacles.limit(lane)
        if self.mode is Mode.MANUAL:
            return limit
        self._roll()
        return min(limit, self._traffic.limit(self.odometry.speed_m_s, now_s))

    def _speed_wish(self) -> float:
        return min(self.settings.speed_m_s, self.cap_m_s)

    def _watch_holders(self, now_s: float) -> None:
        """Switch off when whoever drove, or had set it off, is not heard of any more."""
        if not self._standing.wants_armed:
            return
        drives_itself = self.mode is not Mode.MANUAL or self._manoeuvre is not None
        is_alone = not self._arbiter.is_anybody_present(now_s)
        if self._arbiter.is_lost or (drives_itself and self._armed_by and is_alone):
            self._standing.halt_for(halts.PAGE_LOST)

    def _note(self, wish: Twist, now_s: float) -> None:
        """Remember what was decided and why."""
        self._wish = wish
        if abs(wish.speed_m_s) > SLOWEST_CAP_M_S:
            self._curvature = wish.turn_rad_s / wish.speed_m_s
        self._pilots.sent(wish, now_s)
        if self._is_new and self._seen is not None:
            self._latency_s, self._is_new = now_s - self._seen.t_s, False
        self._halt = self._standing.halt or self._held_back()

    def _held_back(self) -> Halt | None:
        """Return why an armed car does not go forwards."""
        if self._wish != STANDSTILL:
            return None
        rule = None if self.mode is Mode.MANUAL else self._traffic.halt
        return rule or self._obstacles.halt

    def measured(self) -> Twist:
        """Return how the car moves by its wheels."""
        return twist_of(self._wheels, self.car)
