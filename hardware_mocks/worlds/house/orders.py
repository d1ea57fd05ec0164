"""What a page may ask of the house: a list of what is allowed, and a check of the arguments."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.house import House
    from hardware_mocks.worlds.house.plan import Point
    from hardware_mocks.worlds.house.state import Body

ORDERS: Mapping[str, tuple[str, ...]] = {
    "move": ("name", "x_m", "y_m"),
    "do": ("name", "line"),
    "set_door": ("name", "share"),
    "set_lamp": ("name", "share"),
    "set_curtain": ("name", "share"),
    "set_weather": ("clouds", "rain", "wind"),
    "set_power": ("is_on",),
    "add_person": ("name", "kind", "x_m", "y_m"),
    "remove_person": ("name",),
}
"""What can be ordered, with its arguments."""
APART_M = 0.7
"""Newcomers do not stand in one another's feet: on a page only the last one could be seen."""
_FARTHEST_M = 1_000.0
_LONGEST_NAME = 40


def carry_out(house: House, action: str, how: Mapping[str, Any]) -> None:
    """Carry out an order.

    Raises:
        BadInputError: there is no such order, or its arguments do not fit.
        NotThereError: nobody and nothing goes by that name.
    """
    if action not in ORDERS:
        raise BadInputError(f"Nobody can {action!r} here; there is: {', '.join(ORDERS)}.")
    wanted = ORDERS[action]
    given = {key: _checked(action, key, value) for key, value in how.items() if key in wanted}
    missing = [key for key in wanted if key not in given]
    is_free = action in {"set_weather", "add_person"}
    if len(given) < len(how) or not given or (missing and not is_free):
        said = ", ".join(how) or "nothing"
        raise BadInputError(f"{action} takes {', '.join(wanted)} (got {said}).")
    _ACTIONS[action](house, given)


def free_point(near: Point, bodies: Iterable[Body]) -> Point:
    """Return the point nearest to `near`, east or west of it, where nobody stands."""
    taken = [(body.x_m, body.y_m) for body in bodies]
    step = 0
    while True:
        aside_m = APART_M * ((step + 1) // 2) * (-1 if step % 2 else 1)
        point = (near[0] + aside_m, near[1])
        if all(math.dist(point, other) > APART_M * 0.9 for other in taken):
            return point
        step += 1


def _checked(action: str, key: str, value: Any) -> Any:
    """Return an argument that comes from outside, if it is of the right kind."""
    if key in {"name", "kind", "line"}:
        is_good, wanted = isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME, "a short text"
    elif key == "is_on":
        is_good, wanted = isinstance(value, bool), "true or false"
    else:
        is_good, wanted = _is_number(value), "a number"
    if not is_good:
        raise BadInputError(f"{action}: {key} is {wanted} (got {value!r}).")
    return value


def _is_number(value: object) -> bool:
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    return is_one and math.isfinite(value) and abs(value) <= _FARTHEST_M  # type: ignore[arg-type]


def _add_person(house: House, given: Mapping[str, Any]) -> None:
    at = (given["x_m"], given["y_m"]) if {"x_m", "y_m"} <= given.keys() else None
    house.add_person(given["name"], given.get("kind", "visitor"), at=at)


_ACTIONS: Mapping[str, Any] = {
    "move": lambda house, given: house.move(**given),
    "do": lambda house, given: house.do(given["name"], given["line"]),
    "set_door": lambda house, given: house.set_door(**given),
    "set_lamp": lambda house, given: house.set_lamp(**given),
    "set_curtain": lambda house, given: house.set_curtain(**given),
    "set_weather": lambda house, given: house.set_weather(**given),
    "set_power": lambda house, given: house.set_power(**given),
    "add_person": _add_person,
    "remove_person": lambda house, given: house.remove_person(**given),
}
