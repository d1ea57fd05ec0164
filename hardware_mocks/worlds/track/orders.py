"""What a page may ask of the track: a list of what is allowed, and a check of the arguments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.track.state import ThingKind
from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.worlds.track.track import Track

ORDERS: Mapping[str, tuple[str, ...]] = {
    "move_car": ("x_m", "y_m", "heading_rad"),
    "put": ("kind", "x_m", "y_m", "heading_rad", "looks"),
    "move": ("name", "x_m", "y_m", "heading_rad"),
    "take": ("name",),
    "set_light": ("name", "colour"),
    "set_room_light": ("share",),
}
"""What can be ordered, with its arguments."""
OPTIONAL = frozenset({"heading_rad", "looks"})
_TEXTS = frozenset({"kind", "name", "colour", "looks"})
_LONGEST_NAME = 40
_FARTHEST_M = 100.0


def carry_out(track: Track, action: str, how: Mapping[str, Any]) -> None:
    """Carry out an order.

    Raises:
        BadInputError: there is no such order, or its arguments do not fit.
        NotThereError: nothing goes by that name.
    """
    if action not in ORDERS:
        raise BadInputError(f"Nobody can {action!r} here; there is: {', '.join(ORDERS)}.")
    wanted = ORDERS[action]
    missing = [key for key in wanted if key not in how and key not in OPTIONAL]
    if missing or any(key not in wanted for key in how):
        said = ", ".join(how) or "nothing"
        raise BadInputError(f"{action} takes {', '.join(wanted)} (got {said}).")
    for key, value in how.items():
        _check(action, key, value)
    getattr(track, action)(**how)


def _check(action: str, key: str, value: Any) -> None:
    if key == "kind":
        kinds = list(ThingKind)
        if value not in kinds:
            raise BadInputError(f"{action}: kind is one of {', '.join(kinds)} (got {value!r}).")
    elif key in _TEXTS:
        if not isinstance(value, str) or len(value) > _LONGEST_NAME:
            raise BadInputError(f"{action}: {key} is a short text (got {value!r}).")
    elif not _is_number(value) or (key == "share" and not 0 <= value <= 3):
        raise BadInputError(f"{action}: {key} is a number (got {value!r}).")


def _is_number(value: object) -> bool:
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    return is_one and math.isfinite(value) and abs(value) <= _FARTHEST_M  # type: ignore[arg-type]
