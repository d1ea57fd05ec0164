"""Obeys stop signs (three seconds, once for each) and red lights (until it is green).

What stands ahead, and how far, is followed by perception's `SignTracker`; here stands what is done
at a sign, and in `lights.py` what is done at a light.

|  | sign ahead | at its place | stands still | 3 s are over | seen far ahead | Arm |
|---|---|---|---|---|---|---|
| FREE | slows | STOPS | - | - | - | FREE, the sign near ahead is obeyed |
| STOPS | - | - | WAITS | - | FREE | FREE, the sign is obeyed |
| WAITS | - | - | - | FREE, the sign is obeyed | FREE | FREE, the sign is obeyed |

A sign that only the picture's edge has shown yet may be judged too near; seen far ahead when the
car is about to stand, it is stopped at where it is.
"""

from enum import Enum

from self_driving_car.control.geometry import Move
from self_driving_car.control.speed import to_stop_in
from self_driving_car.driver.halts import RED_LIGHT, STOP_SIGN
from self_driving_car.driver.lights import BRAKE_M_S2, FREELY, STANDS_M_S, Lights
from self_driving_car.perception.seen import Seen
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.perception.signs_tracker import SignTracker
from self_driving_car.status import Halt

CREEPS_M_S = 0.06
"""No slower than this: it stands instead."""
LOOKS_M_S = 0.2
"""No faster than this towards what is perhaps a sign: the next pictures come in time."""
STILL_M_S = 0.01
"""The three seconds count from here on: a car that rolls out does not stand yet."""
AT_PLACE_M = 0.03
FAR_M = 0.5
"""The car's place is further on than this: it does not stop here for the sign."""
STOOD_S, STOOD_M = 1.0, 0.3
"""Standing this long before a sign counts, though it is not quite at its place."""


class Phase(Enum):
    """Of a stop sign."""

    FREE = "free"
    STOPS = "stops"
    WAITS = "waits"


class Traffic:
    """Gives the speed that signs and lights allow, and says why the car stands.

    Args:
        settings: the section [signs].
    """

    def __init__(self, settings: SignSettings) -> None:
        self.settings = settings
        self.phase = Phase.FREE
        self.halt: Halt | None = None
        self._tracker = SignTracker(settings)
        self._until_s = 0.0
        self._slow_since_s: float | None = None
        self._lights = Lights()

    def use(self, settings: SignSettings) -> None:
        """Go by other settings; what it follows and waits at is not forgotten."""
        self.settings = settings
        self._tracker.settings = settings

    def saw(self, seen: Seen, now_s: float, pose: Move, since_m: float) -> None:
        """Take the signs and lights of a picture.

        Args:
            seen: what it showed.
            now_s: monotonic.
            pose: of the car when it was exposed.
            since_m: driven since then.
        """
        self._tracker.update(seen, now_s, pose, since_m)

    def roll(self, moved_m: float) -> None:
        """The car has rolled on."""
        self._tracker.roll(moved_m)

    def limit(self, speed_m_s: float, now_s: float) -> float:
        """Return how fast it may be now."""
        self.halt = None
        if not self.settings.are_obeyed:
            return FREELY
        ahead = self._tracker.ahead
        limit = min(self._sign(speed_m_s, now_s), self._lights.limit(ahead, speed_m_s, now_s))
        if self._lights.stands:
            self.halt = self.halt or RED_LIGHT
        if ahead.is_doubted:
            limit = min(limit, LOOKS_M_S)
        return limit if limit >= CREEPS_M_S else 0.0

    def go_on(self) -> None:
        """Somebody says that it shall go on: the sign or light at which it is, is passed."""
        stop_m = self._tracker.ahead.stop_m
        if self.phase is not Phase.FREE or (stop_m is not None and stop_m < STOOD_M):
            self._tracker.obeyed()
        self._lights.go_on()
        self.phase, self.halt = Phase.FREE, None

    def _sign(self, speed_m_s: float, now_s: float) -> float:
        if self.phase is Phase.WAITS and now_s >= self._until_s:
            self._tracker.obeyed()
            self.phase = Phase.FREE
        left_m = self._tracker.ahead.stop_m
        if left_m is not None and left_m > FAR_M:
            self.phase = Phase.FREE
        if self.phase is not Phase.WAITS:
            self._come_near(left_m, speed_m_s, now_s)
        if self.phase is Phase.FREE:
            return FREELY if left_m is None else to_stop_in(left_m, BRAKE_M_S2)
        self.halt = STOP_SIGN
        return 0.0

    def _come_near(self, left_m: float | None, speed_m_s: float, now_s: float) -> None:
        """Go from phase to phase until it waits."""
        if left_m is None:
            self.phase, self._slow_since_s = Phase.FREE, None
        elif left_m < AT_PLACE_M or self._has_stood(left_m, speed_m_s, now_s):
            self.phase = Phase.STOPS
        if self.phase is Phase.STOPS and abs(speed_m_s) <= STILL_M_S:
            self.phase, self._until_s = Phase.WAITS, now_s + self.settings.stop_s

    def _has_stood(self, left_m: float, speed_m_s: float, now_s: float) -> bool:
        """Return whether it stands near the sign already, for whatever reason."""
        if abs(speed_m_s) > STANDS_M_S:
            self._slow_since_s = None
            return False
        if self._slow_since_s is None:
            self._slow_since_s = now_s
        return left_m < STOOD_M and now_s - self._slow_since_s > STOOD_S
