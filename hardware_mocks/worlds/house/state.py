"""What the house is like at one moment: plain values that sensors feel and cameras see.

A `HouseState` follows from the time, the seed and what people did; nothing is stepped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from hardware_mocks.worlds.house.tables import Bgr

Kind: TypeAlias = Literal["resident", "intruder", "visitor", "cat"]
Pose: TypeAlias = Literal["stands", "walks", "sits", "lies", "crawls"]


@dataclass(frozen=True, slots=True)
class Body:
    """A person or an animal at one moment.

    Attributes:
        x_m, y_m: where its feet are, or its seat.
        facing_rad: 0 to the east, counter-clockwise.
        phase: where in a double step it is, 0 to 1; rests at 0 while it stands.
        height_m: standing upright; of the cat, to its back.
        clothes: colour of the upper and the lower half.
        carries: such as "torch", "bag", "parcel"; "" for nothing.
        reaches: whether it stretches an arm out: to a keypad, a bell, a door.
    """

    name: str
    kind: Kind
    x_m: float
    y_m: float
    facing_rad: float
    pose: Pose
    phase: float
    height_m: float
    clothes: tuple[Bgr, Bgr]
    skin: Bgr = (140, 170, 215)
    hair: Bgr = (25, 35, 50)
    carries: str = ""
    reaches: bool = False


@dataclass(frozen=True, slots=True)
class Insect:
    """A moth close to a camera's IR lamp.

    Attributes:
        camera: which one.
        u, v: where in its picture, as shares from the upper left corner.
        size: its length as a share of the picture's width.
    """

    camera: str
    u: float
    v: float
    size: float


@dataclass(frozen=True, slots=True)
class Headlight:
    """The beams of a car in the street that wander over walls.

    Attributes:
        azimuth_rad: from where they come, seen from the house; 0 to the east, counter-clockwise.
        strength: 0 to 1.
    """

    azimuth_rad: float
    strength: float


@dataclass(frozen=True, slots=True)
class HouseState:
    """The house at one moment.

    Attributes:
        t_ns: the bench's time.
        clock_s: seconds since midnight of the house.
        sun_azimuth_rad: clockwise from north, as almanacs have it (the plan's y is north).
        sun_elevation_rad: above the horizon; negative at night.
        clouds: 0 a clear sky, 1 overcast.
        rain: 0 none, 1 heavy.
        wind: 0 still, 1 a storm.
        lamps: 0 off to 1 on, by name; all are 0 while the power is cut.
        doors, windows: 0 shut to 1 open.
        curtains: 0 drawn back to 1 closed, by window.
        curtain_sway: where in their swing the curtains at open windows are, in rad.
        infrared: whether each camera's IR lamp is lit.
        shake: yaw and pitch in rad by which each camera is off its place.
        cameras_on: whether each camera has power and its cable.
        has_power: whether the mains are there.
    """

    t_ns: int
    clock_s: float
    sun_azimuth_rad: float
    sun_elevation_rad: float
    clouds: float
    rain: float
    wind: float
    lamps: Mapping[str, float]
    doors: Mapping[str, float]
    windows: Mapping[str, float]
    curtains: Mapping[str, float]
    curtain_sway: float
    bodies: tuple[Body, ...] = ()
    insects: tuple[Insect, ...] = ()
    headlights: tuple[Headlight, ...] = ()
    infrared: Mapping[str, bool] = field(default_factory=dict)
    shake: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    cameras_on: Mapping[str, bool] = field(default_factory=dict)
    has_power: bool = True

    def body(self, name: str) -> Body | None:
        """Return the body of that name, or None while it is not there."""
        return next((body for body in self.bodies if body.name == name), None)
