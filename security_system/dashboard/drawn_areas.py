"""Areas drawn on a picture, to and from the settings of a camera. Whatever a page sends is checked.

An area is `{"kind": "mask" | "area" | "private", "name": ..., "points": [[x, y], ...]}` with
points as shares of the picture, and for "area" a `sensitivity` from 0 to 1.
"""

import json
import math
import re
from typing import Any

from makerkit.errors import BadInputError

DRAWN_MAX_BYTES = 40_000
KINDS = ("mask", "area", "private")
MOST_AREAS = 24
MOST_CORNERS = 48
LEAST_CORNERS = 3
NAME_LONGEST = 40
SMALLEST_SHARE = 0.0004
NOT_DRAWN = "What came was not drawn with this page. Load it again."

Polygon = list[list[float]]


def drawn_of(settings: Any) -> list[dict[str, Any]]:
    """Return what the settings say, as the page draws it."""
    drawn = [
        *({"kind": "mask", "name": f"Ignore {number}", "points": _points(polygon)}
          for number, polygon in enumerate(settings.motion.masks, 1)),
        *({"kind": "private", "name": f"Private {number}", "points": _points(polygon)}
          for number, polygon in enumerate(settings.private, 1)),
    ]  # fmt: skip
    for name, area in settings.motion.areas.items():
        sensitivity = area.sensitivity / 100
        points = _points(area.polygon)
        drawn.append({"kind": "area", "name": name, "points": points, "sensitivity": sensitivity})
    return drawn


def settings_of(text: str, settings: Any) -> tuple[list[Polygon], dict[str, Any]]:
    """Return what a page drew as settings: the private regions, and masks and areas of `motion`.

    Args:
        settings: those of the camera until now; what of an area cannot be drawn stays.

    Raises:
        BadInputError: it is no drawing, or too much of one.
    """
    areas = [_checked(area) for area in _read(text)]
    motion = {
        "masks": [area["points"] for area in areas if area["kind"] == "mask"],
        "areas": _by_name(areas, settings),
    }
    return [area["points"] for area in areas if area["kind"] == "private"], motion


def _by_name(areas: list[dict[str, Any]], settings: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for area in areas:
        if area["kind"] != "area":
            continue
        if area["name"] in found:
            raise BadInputError(f"Two areas are called {area['name']!r}. Give one another name.")
        known = settings.motion.areas.get(area["name"])
        before = known.model_dump(exclude_unset=True, mode="json") if known is not None else {}
        found[area["name"]] = {
            **before, "polygon": area["points"], "sensitivity": area["sensitivity"],
        }  # fmt: skip
    return found


def _read(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInputError(NOT_DRAWN) from None
    if not isinstance(found, list):
        raise BadInputError(NOT_DRAWN)
    if len(found) > MOST_AREAS:
        raise BadInputError(f"At most {MOST_AREAS} areas fit on a picture (got {len(found)}).")
    return found


def _checked(area: Any) -> dict[str, Any]:
    if not isinstance(area, dict) or area.get("kind") not in KINDS:
        raise BadInputError(NOT_DRAWN)
    name = area.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > NAME_LONGEST:
        raise BadInputError(f"An area needs a name of at most {NAME_LONGEST} letters.")
    if not name.isprintable() or re.search(r"[\"'\\\[\]#=.]", name):
        raise BadInputError("The name of an area has letters, digits and spaces.")
    return {
        "kind": area["kind"],
        "name": name.strip(),
        "points": _polygon(area.get("points")),
        "sensitivity": round(100 * _share(area.get("sensitivity", 0.5))),
    }


def _polygon(points: Any) -> Polygon:
    if not isinstance(points, list) or not LEAST_CORNERS <= len(points) <= MOST_CORNERS:
        raise BadInputError(f"An area has {LEAST_CORNERS} to {MOST_CORNERS} corners.")
    found = []
    for point in points:
        if not isinstance(point, list) or len(point) != 2:
            raise BadInputError(NOT_DRAWN)
        found.append([round(_share(side), 3) for side in point])
    if _size(found) < SMALLEST_SHARE:
        raise BadInputError("An area is too small to count. Draw it larger, or remove it.")
    return found


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInputError(NOT_DRAWN)
    if not math.isfinite(value) or not 0 <= value <= 1:
        raise BadInputError("A corner lies outside of the picture.")
    return float(value)


def _size(polygon: Polygon) -> float:
    twice = 0.0
    for (x, y), (next_x, next_y) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        twice += x * next_y - next_x * y
    return abs(twice) / 2


def _points(polygon: Any) -> Polygon:
    return [[round(float(x), 3), round(float(y), 3)] for x, y in polygon]
