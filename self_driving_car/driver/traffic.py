"""Obeys stop signs (three seconds, once for each) and red lights (until it is green).

What stands ahead, and how far, is followed by perception's `SignTracker`; here stands what is done.

|  | sign ahead | stands at it | 3 s are over | Arm |
|---|---|---|---|---|
| FREE | slows | WAITS | - | the sign is passed |
| WAITS | - | - | FREE, the sign is obeyed | FREE, the sign is obeyed |
"""

import math
from dataclasses import replace
from enum import Enum

from self_driving_car.control.speed import to_stop_in
from self_driving_car.driver.halts import RED_LIGHT, STOP_SIGN
from self_driving_car.perception.seen import Light, LightColour, Seen, Sign
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.perception.signs_tracker import SignTracker
from self_driving_car.status import Halt

FREELY = math.inf
BRAKE_M_S2 = 0.6
HARDEST_M_S2 = 1.5
"""An amber light at which it would have to brake harder is passed."""
STANDS_M_S = 0.03
CREEPS_M_S = 0.06
"""No slower than this: it stands instead."""
AT_PLACE_M = 0.08
LIGHT_MARGIN_M = 0.25
"""It waits so much earlier: a camera that is bent a little judges distances up to 15 cm too long,
and a car that stands too near no longer sees the lamps turn green."""
STOOD_S = 1.0
"""Standing this long before a sign, though not quite at its place, counts."""


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

    def use(self, settings: SignSettings) -> None:
        """Go by other settings; what it follows and waits at is not forgotten."""
        self.settings = settings
        self._tracker.settings = settings

    def saw(self, seen: Seen, now_s: float, since_m: float) -> None:
        """Take the signs and lights of a picture; `since_m`: driven since it was exposed."""
        self._tracker.update(_as_now(seen, since_m), now_s)

    def roll(self, moved_m: float) -> None:
        """The car has rolled on."""
        self._tracker.roll(moved_m)

    def limit(self, speed_m_s: float, now_s: float) -> float:
        """Return how fast it may be now."""
        self.halt = None
        if not self.settings.are_obeyed:
            return FREELY
        limit = min(self._sign(speed_m_s, now_s), self._light(speed_m_s))
        return limit if limit >= CREEPS_M_S else 0.0

    def go_on(self) -> None:
        """Somebody says that it shall go on: sign or light are passed this once."""
        self._tracker.obeyed()
        self.phase, self.halt = Phase.FREE, None
        self._is_waved_on = self._tracker.ahead.is_red

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
        return left_m < AT_PLACE_M or now_s - self._slow_since_s > STOOD_S

    def _light(self, speed_m_s: float) -> float:
        ahead = self._tracker.ahead
        if not ahead.is_red or ahead.light_m is None:
            self._is_waved_on = False
            return FREELY
        left_m = max(0.0, ahead.light_m - LIGHT_MARGIN_M)
        too_near_m = speed_m_s * speed_m_s / (2.0 * HARDEST_M_S2)
        is_late = ahead.light is LightColour.AMBER and left_m < too_near_m
        if self._is_waved_on or is_late:
            return FREELY
        if abs(speed_m_s) <= STANDS_M_S and left_m < 2.0 * AT_PLACE_M:
            self.halt = self.halt or RED_LIGHT
        return to_stop_in(left_m, BRAKE_M_S2)


def _as_now(seen: Seen, since_m: float) -> Seen:
    """Return what was seen with its distances as they are now."""
    if not seen.signs and not seen.lights:
        return seen
    return replace(
        seen,
        signs=tuple(_nearer(sign, since_m) for sign in seen.signs),
        lights=tuple(_nearer_light(light, since_m) for light in seen.lights),
    )


def _nearer(sign: Sign, by_m: float) -> Sign:
    return sign if sign.distance_m is None else replace(sign, distance_m=sign.distance_m - by_m)


def _nearer_light(light: Light, by_m: float) -> Light:
    return light if light.distance_m is None else replace(light, distance_m=light.distance_m - by_m)
