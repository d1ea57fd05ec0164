"""Which sign or light the car has to obey now, and how far away it is.

Each is remembered by its place on the floor (`signs_place.py`), which odometry keeps: looks from
different places add up, and what a bend hides for a while is not forgotten. How far it is to a
place, and whether it stands beside our lane, is judged along the lane (`roadside.py`). Between
pictures the way shrinks by what the wheels have rolled.

    nothing -- enough speaks for it --> sure -- obeyed(), or passed --> obeyed -- far --> nothing
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from self_driving_car.control.geometry import STAY, Move
from self_driving_car.perception.roadside import Step, beside, is_in_view, last_view_m, walked
from self_driving_car.perception.seen import Light, LightColour, Seen, Sign
from self_driving_car.perception.signs_place import Place, Thing

if TYPE_CHECKING:
    from self_driving_car.perception.sign_settings import SignSettings

SAME_M = 0.8
"""Signs stand further apart than this: what is seen nearer to a known one is that one."""
PASSED_M = -0.15
"""So far behind the car's front, it was passed."""
OBEYED_KEPT_M, KEPT_M = 1.5, 3.0
"""So far away it is forgotten; until then nothing that is seen there is a new one."""
DOUBTED_M = 0.9
"""A sign that is perhaps one makes the car slower from here on: the next pictures decide."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What has to be obeyed ahead.

    Attributes:
        stop_m: how far the car may still roll before it stands at a stop sign; 0.0 without a
            calibration (now); None without a sign.
        stop_sign: as it was last seen.
        light: what the light shows; None without a light.
        light_m: how far the car may still roll before it waits, where it still sees the light.
        light_way_m: how far it is to the light itself.
        is_doubted: perhaps there is something near ahead: it shall be looked at slowly.
    """

    stop_m: float | None = None
    stop_sign: Sign | None = None
    light: LightColour | None = None
    light_m: float | None = None
    light_way_m: float | None = None
    is_doubted: bool = False

    @property
    def is_red(self) -> bool:
        """Whether a light forbids to pass: amber does so too."""
        return self.light in {LightColour.RED, LightColour.AMBER}


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
        for place in self.known:
            place.way_m -= moved_m
            place.is_obeyed = place.is_obeyed or place.way_m < PASSED_M

    def forget(self, car: Move, now_s: float) -> None:
        """Forget what lies far away, and what was a mistake."""
        self.known = [
            one
            for one in self.known
            if _apart_m(one, car) < (OBEYED_KEPT_M if one.is_obeyed else KEPT_M)
            and not one.is_over(now_s)
        ]

    @property
    def next(self) -> Place[Thing] | None:
        """The nearest ahead that is sure, and is not obeyed yet."""
        ahead = [one for one in self.known if one.is_sure and not one.is_obeyed]
        return min(ahead, key=lambda one: one.way_m, default=None)

    @property
    def is_doubted(self) -> bool:
        """Whether there is perhaps one, near ahead."""
        return any(one.is_doubted and one.way_m < DOUBTED_M for one in self.known)


class SignTracker:
    """Follows signs and lights over time.

    Args:
        settings: section [signs].
    """

    def __init__(self, settings: SignSettings) -> None:
        self.settings = settings
        self._signs = Places[Sign]()
        self._lights = Places[Light]()
        self._light_m: float | None = None

    def update(self, seen: Seen, now_s: float, pose: Move = STAY, since_m: float = 0.0) -> Ahead:
        """Take in what a picture showed, and return what is ahead.

        Args:
            seen: of the newest picture.
            now_s: monotonic time.
            pose: of the car when it was exposed.
            since_m: way rolled since then.
        """
        steps = walked(seen.lane)
        self._look(self._signs, self._ours(seen.signs, steps, pose), steps, pose, now_s)
        self._look(self._lights, self._ours(seen.lights, steps, pose), steps, pose, now_s)
        self._light_m = self._wait_m(steps, pose)
        self.roll(since_m)
        return self.ahead

    def roll(self, moved_m: float) -> None:
        """Take in that the car rolled on without a new picture."""
        self._signs.roll(moved_m)
        self._lights.roll(moved_m)
        if self._light_m is not None:
            self._light_m -= moved_m

    @property
    def ahead(self) -> Ahead:
        """What has to be obeyed ahead."""
        sign, light = self._signs.next, self._lights.next
        stop_m = None if sign is None else max(0.0, sign.way_m - self.settings.stop_before_m)
        return Ahead(
            stop_m=stop_m,
            stop_sign=None if sign is None else sign.last,
            light=None if light is None else light.shows,
            light_m=None if light is None else max(0.0, self._light_m or 0.0),
            light_way_m=None if light is None else light.way_m,
            is_doubted=self._signs.is_doubted or self._lights.is_doubted,
        )

    def obeyed(self) -> None:
        """The car has stood at the sign: it may go on, and passes this one."""
        if self._signs.next is not None:
            self._signs.next.is_obeyed = True

    def _look(
        self,
        places: Places[Thing],
        found: list[tuple[Thing, Move]],
        steps: list[Step],
        pose: Move,
        now_s: float,
    ) -> None:
        shown = places.see(found, now_s)
        for place in places.known:
            here = _seen_from(pose, place)
            lies = beside(steps, here.forward_m, here.left_m)
            place.way_m, place.left_m = lies.way_m - self.settings.front_m, lies.left_m
            if place not in shown:
                place.miss(now_s, is_in_view=self._is_in_view(here))
        places.forget(pose, now_s)

    def _is_in_view(self, here: Move) -> bool:
        ahead_m = here.forward_m - self.settings.front_m
        return ahead_m < self.settings.farthest_m and is_in_view(ahead_m, here.left_m)

    def _ours(
        self, things: tuple[Thing, ...], steps: list[Step], pose: Move
    ) -> list[tuple[Thing, Move]]:
        """Return what concerns our lane, and where on the floor it stands, the nearest first."""
        settings = self.settings
        ours = []
        for thing in sorted(things, key=lambda one: one.distance_m or 0.0):
            here = Move(settings.front_m + (thing.distance_m or 0.0), thing.side_m or 0.0)
            left_m = beside(steps, here.forward_m, here.left_m).left_m
            is_known = thing.distance_m is not None
            is_far = is_known and here.forward_m - settings.front_m > settings.farthest_m
            is_beside = -settings.right_of_car_m <= left_m <= settings.left_of_car_m
            if not is_far and (is_beside or not is_known):
                ours.append((thing, pose.then(here)))
        return ours

    def _wait_m(self, steps: list[Step], pose: Move) -> float | None:
        """Return how far the car may roll before it waits at the light."""
        light = self._lights.next
        if light is None:
            return None
        here = _seen_from(pose, light)
        settings = self.settings
        return last_view_m(
            steps,
            here.forward_m,
            here.left_m,
            front_m=settings.front_m,
            before_m=settings.wait_before_m,
            is_seen=light.is_seen,
        )


def _seen_from(pose: Move, place: Place[Thing]) -> Move:
    return pose.to(Move(place.x_m, place.y_m))


def _apart_m(place: Place[Thing], at: Move) -> float:
    return math.hypot(place.x_m - at.forward_m, place.y_m - at.left_m)
