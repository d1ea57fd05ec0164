"""The plan of the house, read from `plan.toml`; what it consists of is described in `things.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.house.tables import Tables
from hardware_mocks.worlds.house.things import (
    AtHand,
    Camera,
    Door,
    Furniture,
    Ground,
    Lamp,
    LightSensor,
    Opening,
    Pir,
    Place,
    Point,
    Point3,
    Rect,
    Room,
    WallPiece,
    Window,
)
from makerkit.wiring.faults import Faults, Weight
from makerkit.wiring.scenario import parse_toml
from makerkit.wiring.text_file import read_text

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.paths import FreeSpace

__all__ = [
    "OUTSIDE",
    "PLAN",
    "AtHand",
    "Camera",
    "Door",
    "Furniture",
    "Ground",
    "Lamp",
    "LightSensor",
    "Opening",
    "Pir",
    "Place",
    "Plan",
    "Point",
    "Point3",
    "Rect",
    "Room",
    "WallPiece",
    "Window",
    "parse_plan",
    "read_plan",
]

PLAN = Path(__file__).with_name("plan.toml")
OUTSIDE = "outside"


@dataclass(frozen=True)
class Plan:
    """The whole plan; each mapping goes by name, in the order of the file."""

    name: str
    latitude_deg: float
    wall_height_m: float
    outer_wall_m: float
    inner_wall_m: float
    bounds: Rect
    rooms: Mapping[str, Room]
    doors: Mapping[str, Door]
    openings: Mapping[str, Opening]
    windows: Mapping[str, Window]
    furniture: Mapping[str, Furniture]
    outside: Mapping[str, Ground]
    lamps: Mapping[str, Lamp]
    cameras: Mapping[str, Camera]
    pirs: Mapping[str, Pir]
    keypads: Mapping[str, AtHand]
    bells: Mapping[str, AtHand]
    light_sensors: Mapping[str, LightSensor]
    places: Mapping[str, Place]
    source: str = field(default="plan.toml", compare=False)

    def room_at(self, x_m: float, y_m: float) -> str:
        """Return the room of a point, "outside" where there is none."""
        for room in self.rooms.values():
            x0, y0, x1, y1 = room.area
            if x0 <= x_m < x1 and y0 <= y_m < y1:
                return room.name
        return OUTSIDE

    @property
    def outline(self) -> Rect:
        """The rectangle around all rooms."""
        areas = [room.area for room in self.rooms.values()]
        low = (min(a[0] for a in areas), min(a[1] for a in areas))
        return (*low, max(a[2] for a in areas), max(a[3] for a in areas))

    @cached_property
    def walls(self) -> tuple[WallPiece, ...]:
        """Every wall, cut at its doors, openings and windows; what is above and below them too."""
        from hardware_mocks.worlds.house.walls import wall_pieces

        return wall_pieces(self)

    @cached_property
    def spaces(self) -> dict[float, FreeSpace]:
        """Where bodies of a radius can walk, as far as somebody has asked; see `paths.py`."""
        return {}

    @property
    def passages(self) -> tuple[Door | Opening, ...]:
        """The doors and the openings."""
        return (*self.doors.values(), *self.openings.values())

    @property
    def reeds(self) -> tuple[str, ...]:
        """The doors and windows that have a reed switch."""
        doors = [door.name for door in self.doors.values() if door.reed]
        return (*doors, *(window.name for window in self.windows.values() if window.reed))


_NAMED: Mapping[str, type[Any]] = {
    "rooms": Room,
    "doors": Door,
    "openings": Opening,
    "windows": Window,
    "furniture": Furniture,
    "outside": Ground,
    "lamps": Lamp,
    "cameras": Camera,
    "pirs": Pir,
    "keypads": AtHand,
    "bells": AtHand,
    "light_sensors": LightSensor,
    "places": Place,
}


@cache
def read_plan(path: Path = PLAN) -> Plan:
    """Return the plan of a file; the kit's own by default.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it cannot be used; the message names every place and what to write.
    """
    return parse_plan(read_text(path), str(path))


def parse_plan(text: str, source: str = "plan.toml") -> Plan:
    """Return the plan of a text; `source` is what messages call it.

    Raises:
        BadInputError: as for `read_plan`.
    """
    top = parse_toml(text, source)
    faults = Faults(source)
    tables = Tables(faults)
    given: dict[str, Any] = {"source": source}
    for key, kind in _NAMED.items():
        given[key] = tables.named(kind, key, top.get(key, {}))
    rest = {key: value for key, value in top.items() if key not in _NAMED}
    plan = tables.one(Plan, "", rest, **given)
    faults.raise_if_any()
    assert plan is not None
    _check_names(plan, tables)
    faults.raise_if_any()
    return plan


def _check_names(plan: Plan, tables: Tables) -> None:
    """Every room that something names must be there, and everything must lie in the bounds."""
    known = (*plan.rooms, OUTSIDE)
    for key in ("windows", "furniture", "lamps", "light_sensors"):
        for name, thing in getattr(plan, key).items():
            tables.choice(f"{key}.{name}.room", thing.room, known, "the name of a room")
    for key in ("doors", "openings"):
        for name, thing in getattr(plan, key).items():
            for room in thing.rooms:
                tables.choice(f"{key}.{name}.rooms", room, known, "the names of two rooms")
    x0, y0, x1, y1 = plan.bounds
    for name, place in plan.places.items():
        if not (x0 <= place.at[0] <= x1 and y0 <= place.at[1] <= y1):
            tables.faults.add(
                f"places.{name}.at",
                f"must lie within the bounds {list(plan.bounds)}.",
                Weight.VALUE,
            )
