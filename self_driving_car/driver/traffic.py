"""Obeys stop signs (three seconds, once for each) and red lights (until it is green).

What stands ahead, and how far, is followed by perception's `SignTracker`; here stands what is done.

|  | sign ahead | stands at it | 3 s are over | Arm |
|---|---|---|---|---|
| FREE | slows | WAITS | - | FREE, the sign near ahead is obeyed |
| WAITS | - | - | FREE, the sign is obeyed | FREE, the sign is obeyed |
"""

import math
from enum import Enum

from self_driving_car.control.geometry import Move
from self_driving_car.control.speed import to_stop_in
from self_driving_car.driver.halts import RED_LIGHT, STOP_SIGN
from self_driving_car.perception.seen import LightColour, Seen
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.perception.signs_tracker import Ahead, SignTracker
from self_driving_car.status import Halt

FREELY = math.inf
BRAKE_M_S2 = 0.6
AMBER_S = 1.2
"""A light that turns amber is passed if it is reached within this: amber lasts two seconds."""
STANDS_M_S = 0.03
CREEPS_M_S = 0.06
"""No slower than this: it stands instead."""
LOOKS_M_S = 0.2
"""No faster than this towards what is perhaps a sign: the next pictures come in time."""
AT_PLACE_M = 0.08
WAITS_ON_M = 0.3
"""Once it stands before a red light, it goes no nearer for less than this."""
STOOD_S, STOOD_M = 1.0, 0.3
"""Standing this long before a sign counts, though it is not quite at its place."""


class Phase(Enum):
    """Of a stop sign."""

    FREE = "free"
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
        self._is_waved_on = False
        self._passes = False
        self._colour: LightColour | None = None

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
        if not self.settings.are_obeyed:
            self.halt = None
            return FREELY
        stood_at = self.halt
        self.halt = None
        limit = min(self._sign(speed_m_s, now_s), self._light(speed_m_s, stood_at))
        if self._tracker.ahead.is_doubted:
            limit = min(limit, LOOKS_M_S)
        return limit if limit >= CREEPS_M_S else 0.0

    def go_on(self) -> None:
        """Somebody says that it shall go on: the sign or light at which it is, is passed."""
        ahead = self._tracker.ahead
        if ahead.stop_m is not None and ahead.stop_m < STOOD_M:
            self._tracker.obeyed()
        self._is_waved_on = ahead.is_red and self.halt == RED_LIGHT
        self.phase, self.halt = Phase.FREE, None

    def _sign(self, speed_m_s: float, now_s: float) -> float:
        if self.phase is Phase.WAITS:
            if now_s < self._until_s:
                self.halt = STOP_SIGN
                return 0.0
            self.phase = Phase.FREE
            self._tracker.obeyed()
        left_m = self._tracker.ahead.stop_m
        if left_m is None:
            self._slow_since_s = None
            return FREELY
        if self._stands_at_it(left_m, speed_m_s, now_s):
            self.phase, self._until_s = Phase.WAITS, now_s + self.settings.stop_s
            self.halt = STOP_SIGN
        return to_stop_in(left_m, BRAKE_M_S2)

    def _stands_at_it(self, left_m: float, speed_m_s: float, now_s: float) -> bool:
        if abs(speed_m_s) > STANDS_M_S:
            self._slow_since_s = None
            return False
        if self._slow_since_s is None:
            self._slow_since_s = now_s
        has_stood = now_s - self._slow_since_s > STOOD_S
        return left_m < (STOOD_M if has_stood else AT_PLACE_M)

    def _light(self, speed_m_s: float, stood_at: Halt | None) -> float:
        ahead = self._tracker.ahead
        self._judge_amber(ahead, speed_m_s)
        if not ahead.is_red or ahead.light_m is None:
            self._is_waved_on = False
            return FREELY
        if self._is_waved_on or self._passes:
            return FREELY
        stands = abs(speed_m_s) <= STANDS_M_S
        if stands and ahead.light_m < (WAITS_ON_M if stood_at == RED_LIGHT else 2.0 * AT_PLACE_M):
            self.halt = self.halt or RED_LIGHT
            return 0.0
        return to_stop_in(ahead.light_m, BRAKE_M_S2)

    def _judge_amber(self, ahead: Ahead, speed_m_s: float) -> None:
        """Decide once, when a light turns from green to amber, whether it is still passed."""
        before, self._colour = self._colour, ahead.light
        turns = (before, ahead.light) == (LightColour.GREEN, LightColour.AMBER)
        if turns and ahead.light_way_m is not None:
            self._passes = ahead.light_way_m < speed_m_s * AMBER_S
        if not ahead.is_red or abs(speed_m_s) <= STANDS_M_S:
            self._passes = False
