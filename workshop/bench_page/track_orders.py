"""What a person does at the plan of the track: moves the car and things, switches lights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from makerkit.web import Args, LiveHub, Page, RefusedError, number_in, text_in

MOST_METRES = 100.0
MOST_TURN_RAD = 100.0
MOST_LIGHT = 3.0
LONGEST_NAME = 40
KINDS = ("box", "walker", "car", "stop_sign", "traffic_light", "clutter")
COLOURS = ("red", "amber", "green", "auto")


class TrackOrders:
    """The orders of the plan of the track.

    Args:
        order: lets a person do something at the bench, as `ProgramProcess.order`.
    """

    def __init__(self, order: Callable[..., None]) -> None:
        self._order = order

    def offer(self, live: LiveHub) -> None:
        """Let pages give these orders."""
        live.on("track_car", self._car)
        live.on("track_move", self._move)
        live.on("track_put", self._put)
        live.on("track_take", self._take)
        live.on("track_switch", self._switch)
        live.on("track_light", self._light)

    def _car(self, args: Args, _page: Page) -> None:
        self._track(action="move_car", **_place(args))

    def _move(self, args: Args, _page: Page) -> None:
        self._track(action="move", name=text_in(args, "name", LONGEST_NAME), **_place(args))

    def _put(self, args: Args, _page: Page) -> None:
        kind = _one_of(args, "kind", KINDS)
        self._track(action="put", kind=kind, **_place(args))

    def _take(self, args: Args, _page: Page) -> None:
        self._track(action="take", name=text_in(args, "name", LONGEST_NAME))

    def _switch(self, args: Args, _page: Page) -> None:
        name = text_in(args, "name", LONGEST_NAME)
        self._track(action="set_light", name=name, colour=_one_of(args, "colour", COLOURS))

    def _light(self, args: Args, _page: Page) -> None:
        self._track(action="set_room_light", share=number_in(args, "share", 0, MOST_LIGHT))

    def _track(self, **how: Any) -> None:
        self._order(do="track", **how)


def _place(args: Args) -> dict[str, float]:
    """Return a place in the words of the track, with where to point if that is said."""
    place = {f"{name}_m": number_in(args, name, -MOST_METRES, MOST_METRES) for name in ("x", "y")}
    if "heading" in args:
        place["heading_rad"] = number_in(args, "heading", -MOST_TURN_RAD, MOST_TURN_RAD)
    return place


def _one_of(args: Args, key: str, known: tuple[str, ...]) -> str:
    value = text_in(args, key, LONGEST_NAME)
    if value not in known:
        raise RefusedError(f"{key} must be one of {', '.join(known)}.")
    return value
