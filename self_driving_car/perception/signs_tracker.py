"""Which sign or light the car has to obey now, and how far away it is.

Each is remembered by its place on the floor (`signs_places.py`), which odometry keeps: looks from
different places add up, and what a bend hides for a while is not forgotten. How far it is to a
place, and whether it stands beside our lane, is judged along the lane (`roadside.py`), anew with
each picture: from afar a bend is not seen yet. Between pictures the way shrinks by what the wheels
have rolled.

    nothing -- enough speaks for it --> sure -- obeyed(), or passed --> obeyed -- far --> nothing
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from self_driving_car.control.geometry import STAY, Move
from self_driving_car.perception.roadside import Step, beside, is_in_view, last_view_m, walked
from self_driving_car.perception.seen import Light, LightColour, Seen, Sign
from self_driving_car.perception.signs_place import Place, Thing
from self_driving_car.perception.signs_places import Places

if TYPE_CHECKING:
    from self_driving_car.perception.sign_settings import SignSettings

JUDGED_M = 0.3
"""Nearer than this, what is no longer seen is not judged anew."""


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
        sees_light: whether the newest picture showed it.
        is_doubted: perhaps there is something near ahead: it shall be looked at slowly.
    """

    stop_m: float | None = None
    stop_sign: Sign | None = None
    light: LightColour | None = None
    light_m: float | None = None
    light_way_m: float | None = None
    sees_light: bool = False
    is_doubted: bool = False

    @property
    def is_red(self) -> bool:
        """Whether a light forbids to pass: amber does so too."""
        return self.light in {LightColour.RED, LightColour.AMBER}


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
        if not (seen.signs or seen.lights or self._signs.known or self._lights.known):
            return Ahead()
        steps = walked(seen.lane)
        signs, lights = self._placed(seen.signs, pose), self._placed(seen.lights, pose)
        signs = [one for one in signs if not self._lights.has_proven(one[1])]
        lights = [one for one in lights if not self._signs.has_proven(one[1])]
        self._look(self._signs, signs, steps, pose, now_s)
        self._look(self._lights, lights, steps, pose, now_s)
        self._light_m = self._wait_m(steps, pose)
        self._come(since_m)
        return self.ahead

    def roll(self, moved_m: float) -> None:
        """Take in that the car rolled on without a new picture."""
        self._signs.roll(moved_m)
        self._lights.roll(moved_m)
        self._light_m = None if self._light_m is None else self._light_m - moved_m

    def _come(self, nearer_m: float) -> None:
        """A picture is a little older than now: all is nearer than it showed."""
        self._signs.come(nearer_m)
        self._lights.come(nearer_m)
        self._light_m = None if self._light_m is None else self._light_m - nearer_m

    @property
    def ahead(self) -> Ahead:
        """What has to be obeyed ahead."""
        sign, light = self._signs.next, self._lights.next
        stop_m = None if sign is None else max(0.0, sign.least_m - self.settings.stop_before_m)
        return Ahead(
            stop_m=stop_m,
            stop_sign=None if sign is None else sign.last,
            light=None if light is None else light.shows,
            light_m=None if light is None else max(0.0, self._light_m or 0.0),
            light_way_m=None if light is None else light.way_m,
            sees_light=light is not None and light.is_seen,
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
            where = beside(steps, here.forward_m, here.left_m)
            place.way_m = where.way_m - self.settings.front_m
            if place in shown or (place.way_m > JUDGED_M and not place.is_ours):
                place.judge(is_beside=self._is_beside(where.left_m))
            if place not in shown:
                place.miss(is_in_view=self._is_in_view(here))
        places.forget(pose, now_s)

    def _is_in_view(self, here: Move) -> bool:
        ahead_m = here.forward_m - self.settings.front_m
        return ahead_m < self.settings.farthest_m and is_in_view(ahead_m, here.left_m)

    def _is_beside(self, left_m: float) -> bool:
        return -self.settings.right_of_car_m <= left_m <= self.settings.left_of_car_m

    def _placed(self, things: tuple[Thing, ...], pose: Move) -> list[tuple[Thing, Move]]:
        """Return what is not too far away, and where on the floor it stands, the nearest first."""
        settings = self.settings
        near = [one for one in things if (one.distance_m or 0.0) <= settings.farthest_m]
        return [
            (one, pose.then(Move(settings.front_m + (one.distance_m or 0.0), one.side_m or 0.0)))
            for one in sorted(near, key=lambda one: one.distance_m or 0.0)
        ]

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
            before_m=settings.wait_before_m + light.way_m - light.least_m,
        )


def _seen_from(pose: Move, place: Place[Thing]) -> Move:
    return pose.to(Move(place.x_m, place.y_m))
