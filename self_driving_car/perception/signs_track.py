"""One sign or one light over several pictures: sure only when pictures together speak for it.

A picture that shows it speaks for it by how sure the net is, one that does not speaks against it.
So two good looks are enough, and something red that is taken for a sign now and then never is.
"""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

from self_driving_car.perception.seen import Light, Sign

Thing = TypeVar("Thing", Sign, Light)

PICTURES = 3
ENOUGH, MOST = 1.15, 3.0
"""One picture speaks with up to 1: two are needed at least; no more is remembered than this."""
MISSED = 0.4
"""A picture without it speaks against it by this much."""
GONE_S = 1.0
"""So long out of sight from afar, it was a mistake or is another's."""
NEAR_M = 0.9
"""Nearer than this a sign may leave the picture at its side or top before it is reached."""
NEAR_KEPT_S = 30.0
"""So long it is believed near the car without being seen: longer than any phase of a light."""
PASSED_M = -0.15
"""So far behind the car's front, it was passed."""
ANOTHER_M = 0.5
"""So much further away than the last one, it is another one."""
NEWEST = 0.5
"""Sizes are whole pixels: the newest distance counts this much, what was known the rest."""


class Track(Generic[Thing]):
    """One thing over time.

    Attributes:
        distance_m: ahead of the car's front now; None without a calibration.
        last: as it was last seen; None: nothing.
        is_sure: whether enough spoke for it.
        is_obeyed: whether the car has stood at it.
        recent: what the last pictures showed, None for nothing.
    """

    def __init__(self) -> None:
        self.recent: deque[Thing | None] = deque(maxlen=PICTURES)
        self.last: Thing | None = None
        self.distance_m: float | None = None
        self.is_sure = False
        self.is_obeyed = False
        self._evidence = 0.0
        self._last_s = 0.0

    def roll(self, moved_m: float) -> None:
        """The car rolled on by this much."""
        if self.distance_m is not None:
            self.distance_m -= moved_m

    def see(self, thing: Thing | None, now_s: float) -> None:
        """A picture showed it, or did not."""
        if thing is None:
            self.recent.append(None)
            self._evidence = max(0.0, self._evidence - MISSED)
            if self._is_over(now_s):
                self._begin(None)
            return
        if self._is_another(thing):
            self._begin(thing)
        self.recent.append(thing)
        self.last, self._last_s = thing, now_s
        self._measure(thing)
        self._evidence = min(MOST, self._evidence + 2.0 * thing.confidence - 1.0)
        self.is_sure = self.is_sure or self._evidence >= ENOUGH

    def _begin(self, thing: Thing | None) -> None:
        self.recent.clear()
        self.last = thing
        self.distance_m = None if thing is None else thing.distance_m
        self.is_sure = False
        self.is_obeyed = False
        self._evidence = 0.0

    def _measure(self, thing: Thing) -> None:
        if thing.distance_m is None or self.distance_m is None:
            self.distance_m = thing.distance_m
        else:
            self.distance_m += NEWEST * (thing.distance_m - self.distance_m)

    def _is_another(self, thing: Thing) -> bool:
        if thing.distance_m is None or self.distance_m is None:
            return False
        return thing.distance_m > self.distance_m + ANOTHER_M

    def _is_over(self, now_s: float) -> bool:
        gone_s = now_s - self._last_s
        if self.distance_m is not None and self.is_sure:
            if self.distance_m < PASSED_M:
                return True
            if self.distance_m < NEAR_M:
                return gone_s > NEAR_KEPT_S
        return gone_s > GONE_S
