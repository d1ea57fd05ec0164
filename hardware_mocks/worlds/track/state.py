"""How the track is at one moment.

Metres on the floor: x to the right, y up, as seen from above; angles in radians, counter-clockwise
from x. A thing stands on the floor at the middle of its foot.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Pose:
    """Where something is, and where it points."""

    x_m: float
    y_m: float
    heading_rad: float = 0.0


class ThingKind(StrEnum):
    """What can stand or move on the track."""

    STOP_SIGN = "stop_sign"
    TRAFFIC_LIGHT = "traffic_light"
    BOX = "box"
    WALKER = "walker"
    CAR = "car"
    CLUTTER = "clutter"
    """Something red, yellow or round beside the road that is no sign."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the track.

    Attributes:
        name: what it is called in a scenario: "box 1".
        kind: what it is.
        pose: where; a sign or light faces along its heading.
        wide_m, deep_m, high_m: of its body; a sign's plate is as wide as this and on a pole.
        looks: "red", "amber", "green" of a light; the colour of a box; the style of a sign.
    """

    name: str
    kind: ThingKind
    pose: Pose
    wide_m: float
    deep_m: float
    high_m: float
    looks: str = ""


@dataclass(frozen=True, slots=True)
class TrackState:
    """Everything that moves, at one moment.

    Attributes:
        t_ns: nanoseconds since the run began.
        car: the middle of the car's driven axle.
        speed_m_s, turn_rad_s: of the car.
        things: what stands or moves.
        light: share of the usual light of the room.
        has_marks: whether the marks are still on the floor: false loses the line.
    """

    t_ns: int
    car: Pose
    speed_m_s: float = 0.0
    turn_rad_s: float = 0.0
    things: tuple[Thing, ...] = ()
    light: float = 1.0
    has_marks: bool = True
