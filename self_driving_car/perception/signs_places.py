"""The places of signs, or of lights, near the car: which look belongs to which of them."""

from __future__ import annotations

import math
from typing import Generic

from self_driving_car.control.geometry import Move
from self_driving_car.perception.signs_place import Place, Thing

SAME_M = 0.8
"""Signs stand further apart than this: what is seen nearer to a known one is that one."""
HERE_M = 0.2
"""Two things stand no nearer to each other: a sign that is cut off was taken for a light."""
PASSED_M = -0.15
"""So far behind the car's front, it was passed."""
OBEYED_KEPT_M, KEPT_M = 1.5, 3.0
"""So far away it is forgotten; until then nothing that is seen there is a new one."""
DOUBTED_M = 0.9
"""A sign that is perhaps one makes the car slower from here on: the next pictures decide."""


class Places(Generic[Thing]):
    """The places of signs, or of lights, near the car.

    Attributes:
        known: all of them.
    """

    def __init__(self) -> None:
        self.known: list[Place[Thing]] = []

    def see(self, found: list[tuple[Thing, Move]], now_s: float) -> list[Place[Thing]]:
        """Take what a picture showed and where on the floor; return the places it showed."""
        shown = []
        for thing, at in found:
            place = self._place_of(at, now_s)
            if place not in shown:
                place.see(thing, at.forward_m, at.left_m, now_s)
                shown.append(place)
        return shown

    def _place_of(self, at: Move, now_s: float) -> Place[Thing]:
        near = [(_apart_m(place, at), number) for number, place in enumerate(self.known)]
        nearest_m, number = min(near, default=(math.inf, 0))
        if nearest_m < SAME_M:
            return self.known[number]
        self.known.append(Place(at.forward_m, at.left_m, now_s))
        return self.known[-1]

    def roll(self, moved_m: float) -> None:
        """The car rolled on by this much."""
        self.come(moved_m)
        for place in self.known:
            place.roll(moved_m)

    def come(self, nearer_m: float) -> None:
        """All of them are nearer by this."""
        for place in self.known:
            place.way_m -= nearer_m
            place.is_obeyed = place.is_obeyed or (place.is_ours and place.way_m < PASSED_M)

    def forget(self, car: Move, now_s: float) -> None:
        """Forget what lies far away, what was a mistake, and what stands behind and is not ours."""
        self.known = [
            one
            for one in self.known
            if _apart_m(one, car) < (OBEYED_KEPT_M if one.is_obeyed else KEPT_M)
            and (one.is_ours or one.way_m >= PASSED_M)
            and not one.is_over(now_s)
        ]

    def has_proven(self, at: Move) -> bool:
        """Return whether it is sure that one stands just there."""
        return any(one.is_proven and _apart_m(one, at) < HERE_M for one in self.known)

    @property
    def next(self) -> Place[Thing] | None:
        """The nearest of ours ahead that is sure, and is not obeyed yet."""
        ahead = [one for one in self.known if one.is_ours and one.is_sure and not one.is_obeyed]
        return min(ahead, key=lambda one: one.way_m, default=None)

    @property
    def is_doubted(self) -> bool:
        """Whether there is perhaps one, near ahead."""
        return any(one.is_doubted and one.way_m < DOUBTED_M for one in self.known)


def _apart_m(place: Place[Thing], at: Move) -> float:
    return math.hypot(place.x_m - at.forward_m, place.y_m - at.left_m)
