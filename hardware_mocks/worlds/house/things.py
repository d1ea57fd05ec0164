"""What the plan of the house consists of: rooms, doors, furniture, lamps, cameras, sensors, places.

Metres in the plan: x to the east, y to the north, z up from the floor; angles in radians, 0 to the
east, counter-clockwise. Colours are blue, green, red.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from hardware_mocks.worlds.house.tables import Bgr

Point: TypeAlias = tuple[float, float]
Point3: TypeAlias = tuple[float, float, float]
Rect: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1."""


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle between the middles of its walls."""

    name: str
    area: Rect
    floor: Literal["wood", "tiles", "carpet"]
    floor_color: Bgr
    wall_color: Bgr


@dataclass(frozen=True, slots=True)
class Door:
    """A leaf in a wall.

    Attributes:
        swing_rad: how far it turns about the hinge when it is open; positive is counter-clockwise.
        is_open: whether it stands open unless a scenario says otherwise.
        reed: whether a magnet and a reed switch are on it.
    """

    name: str
    hinge: Point
    lock: Point
    swing_rad: float
    rooms: tuple[str, str]
    color: Bgr
    head_m: float = 2.05
    is_open: bool = False
    reed: bool = False

    @property
    def ends(self) -> tuple[Point, Point]:
        """Both jambs."""
        return (self.hinge, self.lock)

    @property
    def width_m(self) -> float:
        """From jamb to jamb."""
        return math.dist(self.hinge, self.lock)

    def tip_at(self, share: float) -> Point:
        """Return where the far end of the leaf is when it is open by that share (0 to 1)."""
        (x, y), (far_x, far_y) = self.ends
        turned = math.atan2(far_y - y, far_x - x) + share * self.swing_rad
        return (x + self.width_m * math.cos(turned), y + self.width_m * math.sin(turned))


@dataclass(frozen=True, slots=True)
class Opening:
    """A passage in a wall without a leaf."""

    name: str
    ends: tuple[Point, Point]
    rooms: tuple[str, str]
    head_m: float = 2.1


@dataclass(frozen=True, slots=True)
class Window:
    """Glass in an outer wall; without a curtain colour it has no curtain."""

    name: str
    ends: tuple[Point, Point]
    room: str
    sill_m: float
    head_m: float
    curtain_color: Bgr | None = None
    reed: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """A box that stands, hangs or grows somewhere; `kind` says how it looks."""

    name: str
    room: str
    kind: str
    box: Rect
    to_m: float
    color: Bgr
    from_m: float = 0.0

    @property
    def is_in_the_way(self) -> bool:
        """Whether nobody can walk there: it is no rug and hangs below 1.8 m."""
        x0, y0, x1, y1 = self.box
        is_flat = min(x1 - x0, y1 - y0) < 0.06 or self.to_m < 0.05
        return self.from_m < 1.8 and not is_flat


@dataclass(frozen=True, slots=True)
class Ground:
    """A rectangle of the ground outside."""

    name: str
    kind: Literal["road", "pavement", "path", "grass"]
    area: Rect
    color: Bgr


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp; `lux` is its light on the floor right under it; `by_itself`: on when it is dark."""

    name: str
    room: str
    at: Point3
    lux: float
    color: Bgr = (190, 225, 255)
    by_itself: Literal["", "dusk"] = ""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a camera hangs and looks; `fov_rad` is across its picture."""

    name: str
    at: Point3
    yaw_rad: float
    pitch_rad: float
    fov_rad: float


@dataclass(frozen=True, slots=True)
class Pir:
    """A passive infra-red sensor: a Fresnel lens cuts its view into `beams` fingers.

    The defaults are an HC-SR501 on a wall (datasheet: 7 m, less than 120 degrees; the lens 8120
    has 15 facets in its main row). Whoever is lower than `pet_m` is below its fingers.
    """

    name: str
    at: Point3
    yaw_rad: float
    cone_rad: float = math.radians(110)
    range_m: float = 7.0
    beams: int = 15
    pet_m: float = 0.45


@dataclass(frozen=True, slots=True)
class AtHand:
    """Something that hands reach for, a keypad or a bell, and where one stands to do so."""

    name: str
    at: Point3
    stand: Point


@dataclass(frozen=True, slots=True)
class LightSensor:
    """Where a photoresistor feels the light of a room."""

    name: str
    at: Point3
    room: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that scenarios name; `reach` is the free spot from which a seat is reached."""

    name: str
    at: Point
    facing_rad: float = math.nan
    kind: Literal["stand", "seat", "bed"] = "stand"
    reach: Point | None = None

    @property
    def floor_point(self) -> Point:
        """Where one stands to be there, or to sit down there."""
        return self.reach or self.at


@dataclass(frozen=True, slots=True)
class WallPiece:
    """A straight piece of wall without a hole, from `a` to `b`, from `low_m` to `high_m`.

    Attributes:
        sides: the rooms to its left and its right, seen from `a` to `b`.
    """

    a: Point
    b: Point
    low_m: float
    high_m: float
    thickness_m: float
    sides: tuple[str, str]
