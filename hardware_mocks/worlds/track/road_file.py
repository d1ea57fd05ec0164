"""Roads from a file: the corners of the line in the middle, each with the radius of its bend.

kind = "two_edges"              # or "two_lanes", "line"
floor_m = [6.0, 4.5]
corners = [                     # x, y, radius in metres, in the direction of travel
    [1.0, 1.0, 0.8],
    [5.0, 1.0, 0.8],
    [5.0, 3.5, 0.8],
    [1.0, 3.5, 0.8],
]
start = 2.0                     # metres after the first bend, where a lap begins
crossings = [6.5]               # metres from the start line
stop_lines = [3.0]
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from hardware_mocks.worlds.track.road import Road
from hardware_mocks.worlds.track.road_shape import length_of, rounded
from hardware_mocks.worlds.track.roads import (
    FLOOR_M,
    LANE_M,
    RoadKind,
    road_of,
    with_crossing,
    with_stop_line,
)
from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring.faults import did_you_mean
from makerkit.wiring.scenario import parse_toml
from makerkit.wiring.text_file import read_text

ROADS = Path(__file__).parent / "roads"
_KEYS = ("kind", "floor_m", "lane_width_m", "corners", "start", "crossings", "stop_lines")


def read_road(named: str | Path) -> Road:
    """Return the road of a file, or one that comes with the kit by its name.

    Raises:
        NotThereError: there is no such road.
        BadInputError: it cannot be used; the message says what to write.
    """
    path = Path(named)
    if not path.suffix:
        path = ROADS / f"{named}.toml"
        if not path.is_file():
            known = sorted(file.stem for file in ROADS.glob("*.toml"))
            raise NotThereError(
                f"There is no road {str(named)!r}.{did_you_mean(str(named), known)}"
            )
    return road_from(parse_toml(read_text(path), str(path)), path.stem, str(path))


def road_from(table: Mapping[str, Any], name: str, source: str) -> Road:
    """Return the road of a table of a file.

    Raises:
        BadInputError: it cannot be used.
    """
    for key in table:
        if key not in _KEYS:
            raise BadInputError(f"{source}: {key} is not known.{did_you_mean(key, _KEYS)}")
    kinds = list(RoadKind)
    if table.get("kind", "two_edges") not in kinds:
        raise BadInputError(f"{source}: kind must be one of {', '.join(kinds)}.")
    corners = _numbers(table.get("corners"), "corners", 3, source)
    if len(corners) < 3:
        raise BadInputError(f"{source}: corners must be three or more of [x, y, radius].")
    middle = rounded(corners[:, :2], corners[:, 2])
    first = float(table.get("start", 0.0)) / length_of(middle) * len(middle)
    road = road_of(
        name,
        np.roll(middle, -round(first), axis=0),
        table.get("kind", "two_edges"),
        lane_width_m=float(table.get("lane_width_m", LANE_M)),
        floor_m=tuple(table.get("floor_m", FLOOR_M)),
    )
    for s_m in table.get("crossings", ()):
        road = with_crossing(road, float(s_m))
    for s_m in table.get("stop_lines", ()):
        road = with_stop_line(road, float(s_m))
    return road


def _numbers(raw: object, key: str, columns: int, source: str) -> Any:
    try:
        found = np.array(raw, dtype=float).reshape(-1, columns)
    except (TypeError, ValueError) as error:
        raise BadInputError(
            f"{source}: {key} must be a list of [{', '.join('…' * columns)}] in metres."
        ) from error
    return found
