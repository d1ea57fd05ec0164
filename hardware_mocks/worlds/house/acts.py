"""The lines that a scenario of the house can say, and what may stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hardware_mocks.worlds.house.lines import Forms, Line, clock, keys, number
from hardware_mocks.worlds.house.plan import Plan

ACTS = (
    "wait SECONDS",
    "until CLOCK",
    "go PLACE [at SPEED m/s] [slowly|quickly|crawling|creeping] [leaving doors open]",
    "sit PLACE [for SECONDS]",
    "lie PLACE [for SECONDS]",
    "stay SECONDS",
    "face PLACE",
    "wander ROOM for SECONDS [slowly|quickly]",
    "dance SECONDS",
    "open LEAF",
    "shut LEAF",
    "draw CURTAIN",
    "undraw CURTAIN",
    "switch LAMP on|off",
    "type KEYS",
    "ring [for SECONDS]",
    "carry THING",
    "put down",
    "appear PLACE",
    "leave",
)
"""What people do, one after the other."""

FROM_AWAY = ("wait", "until", "stay", "appear", "leave", "carry", "put")
"""What somebody who is not there can do as well."""

HAPPENINGS = (
    "lamp LAMP on|off",
    "open LEAF [by SHARE]",
    "shut LEAF",
    "draw CURTAIN",
    "undraw CURTAIN",
    "clouds SHARE [over SECONDS]",
    "rain SHARE [over SECONDS]",
    "wind SHARE [over SECONDS]",
    "headlights west|east over SECONDS",
    "insects CAMERA NUMBER for SECONDS",
    "shake CAMERA DEGREES [for SECONDS]",
    "power off|on",
    "unplug camera CAMERA",
    "unplug node",
    "plug_in camera CAMERA",
    "plug_in node",
)
"""What else happens, each at its time."""


def forms_for(plan: Plan) -> tuple[Forms, Forms]:
    """Return what can be said of people, and of everything else, in a house with that plan."""
    seconds = ("a number of seconds", number(0))
    kinds: dict[str, Any] = {
        "SECONDS": seconds,
        "CLOCK": ("a time of the day such as 7:40", clock),
        "PLACE": ("a place", (*plan.places, *_standing_places(plan))),
        "SPEED": ("a speed between 0.02 and 6", number(0.02, 6.0)),
        "ROOM": ("a room", (*plan.rooms, "outside")),
        "LEAF": ("a door or a window", (*plan.doors, *plan.windows)),
        "CURTAIN": ("a window with a curtain", curtains(plan)),
        "LAMP": ("a lamp", tuple(plan.lamps)),
        "KEYS": ("a row of keys such as 1234#, or code#", keys),
        "THING": ("a thing", lambda token: token if token.isidentifier() else None),
        "SHARE": ("a share between 0 and 1", number(0.0, 1.0)),
        "CAMERA": ("a camera", tuple(plan.cameras)),
        "NUMBER": ("a number up to 20", number(0, 20)),
        "DEGREES": ("an angle up to 20", number(0, 20)),
    }
    return Forms(ACTS, kinds), Forms(HAPPENINGS, kinds)


def _standing_places(plan: Plan) -> tuple[str, ...]:
    return (*plan.keypads, *plan.bells)


def curtains(plan: Plan) -> tuple[str, ...]:
    """Return the windows that have a curtain."""
    return tuple(w.name for w in plan.windows.values() if w.curtain_color is not None)


def done_while_away(acts: Sequence[Line | None], *, is_there: bool) -> int | None:
    """Return which of a person's lines it cannot follow because it is not there, if any."""
    for place, act in enumerate(acts):
        verb = "" if act is None else act.verb
        if verb and not is_there and verb not in FROM_AWAY:
            return place
        is_there = {"appear": True, "leave": False}.get(verb, is_there)
    return None
