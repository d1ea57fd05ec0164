"""What is done at a traffic light: red is waited for until green is seen.

|  | turns amber | red, or amber | green, or gone |
|---|---|---|---|
| GOES | PASSES, if it is reached in time; else WAITS | WAITS | - |
| PASSES | - | - ; WAITS, if the car stands | GOES |
| WAITS | - | - ; GOES, if amber lasts too long | GOES |

A car that waits and no longer sees the light goes on waiting: until it sees green, until the light
is forgotten (half a minute, longer than any phase), or until somebody says Arm.
"""

import math
from enum import Enum

from self_driving_car.control.speed import to_stop_in
from self_driving_car.perception.seen import LightColour
from self_driving_car.perception.signs_tracker import Ahead

FREELY = math.inf
BRAKE_M_S2 = 0.6
STANDS_M_S = 0.03
AMBER_S = 1.2
"""A light that turns amber is passed if it is reached within this: amber lasts two seconds."""
AMBER_LONGEST_S = 6.0
"""What is amber for longer is no traffic light."""
THERE_M, AT_PLACE_M = 0.03, 0.16
WAITS_ON_M = 0.3
"""Once it stands before a light, it goes no nearer for less than this."""


class Phase(Enum):
    """Of a light."""

    GOES = "goes"
    PASSES = "passes"
    WAITS = "waits"


class Lights:
    """Gives the speed that a light allows.

    Attributes:
        phase: how it stands with the light.
        stands: whether the car stands because of it.
    """

    def __init__(self) -> None:
        self.phase = Phase.GOES
        self.stands = False
        self._is_waved_on = self._is_none = False
        self._colour: LightColour | None = None
        self._amber_s = 0.0

    def go_on(self) -> None:
        """Somebody says that it shall go on."""
        self._is_waved_on = self.stands
        self.stands = False

    def limit(self, ahead: Ahead, speed_m_s: float, now_s: float) -> float:
        """Return how fast it may be now."""
        self._judge(ahead, speed_m_s, now_s)
        if self.phase is not Phase.WAITS or ahead.light_m is None:
            self.stands = False
            return FREELY
        is_there = abs(speed_m_s) <= STANDS_M_S or ahead.light_m < THERE_M
        if is_there:
            self.stands = ahead.light_m < (WAITS_ON_M if self.stands else AT_PLACE_M)
        return 0.0 if self.stands else to_stop_in(ahead.light_m, BRAKE_M_S2)

    def _judge(self, ahead: Ahead, speed_m_s: float, now_s: float) -> None:
        """Go from phase to phase."""
        before, self._colour = self._colour, ahead.light
        if not ahead.is_red:
            self.phase, self._is_waved_on, self._is_none = Phase.GOES, False, False
            return
        if before is not ahead.light and ahead.light is LightColour.AMBER:
            self._amber_s = now_s
            is_near = (ahead.light_way_m or 0.0) < speed_m_s * AMBER_S
            self.phase = Phase.PASSES if is_near else Phase.WAITS
        if abs(speed_m_s) <= STANDS_M_S or self.phase is Phase.GOES:
            self.phase = Phase.WAITS
        is_amber = ahead.light is LightColour.AMBER and ahead.sees_light
        if is_amber and now_s - self._amber_s > AMBER_LONGEST_S:
            self._is_none = True
        if self._is_none or self._is_waved_on:
            self.phase = Phase.GOES
