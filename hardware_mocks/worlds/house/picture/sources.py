"""Where light comes from: spots of each lamp and window, and how bright the place is they light."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.plan import OUTSIDE, Lamp, Plan, Point, Window

LAMP_RADIUS_M = 0.13
SAMPLES = 16


@dataclass(frozen=True)
class Source:
    """A thing that shines when its level is 1.

    Attributes:
        name: "lamp NAME" or "sky NAME".
        room: where it shines; "outside" for outdoors.
        spots: (16, 3) places on it.
        candela: of a lamp: lumens in a unit of solid angle.
        normal: of a window: to where it shines; None for a lamp.
        flux: all its light, for what walls give back.
    """

    name: str
    room: str
    spots: Floats
    candela: float
    normal: Floats | None
    flux: float

    def light(self, points: Floats, normals: Floats, spots: Floats) -> Floats:
        """Return the lux at places (n, 3) with no obstacle, by the spots (n, 3) each one takes."""
        way = spots - points
        square = np.einsum("ij,ij->i", way, way) + 1e-4
        cosine = np.einsum("ij,ij->i", way, normals) / np.sqrt(square)
        light = self.candela * np.maximum(cosine, 0) / np.maximum(square, 0.02)
        if self.normal is not None:
            out = -(way @ self.normal) / np.sqrt(square)
            light *= np.maximum(out, 0)
        return np.asarray(light, np.float32)


def lamp_source(lamp: Lamp) -> Source:
    """Return a lamp as a source: `lux` right under it tells its candela."""
    candela = lamp.lux * lamp.at[2] ** 2
    turns = [math.tau * (i * 0.618) for i in range(SAMPLES)]
    ups = [(i + 0.5) / SAMPLES * 2 - 1 for i in range(SAMPLES)]
    ball = [(math.sqrt(1 - u * u) * math.cos(t), math.sqrt(1 - u * u) * math.sin(t), u)
            for u, t in zip(ups, turns, strict=True)]  # fmt: skip
    spots = np.asarray(lamp.at, np.float32) + LAMP_RADIUS_M * np.asarray(ball, np.float32)
    normal = None
    if lamp.name == "tv":
        normal = np.array([-1.0, 0.0, 0.0], np.float32)
    return Source(f"lamp {lamp.name}", lamp.room, spots, candela, normal, candela * 4 * math.pi)


def window_source(plan: Plan, window: Window) -> Source:
    """Return a window through which an even sky shines that gives 1 lux to open ground."""
    (xa, ya), (xb, yb) = window.ends
    width = abs(xb - xa) + abs(yb - ya)
    area = plan.rooms[window.room].area
    inward = np.array(
        [(area[0] + area[2]) / 2 - (xa + xb) / 2, (area[1] + area[3]) / 2 - (ya + yb) / 2, 0]
    )
    normal = np.array(
        [0.0, np.sign(inward[1]), 0.0] if ya == yb else [np.sign(inward[0]), 0.0, 0.0]
    )
    spots = _on_rectangle(window.ends, window.sill_m, window.head_m)
    spots += (normal * (plan.outer_wall_m / 2 + 0.01)).astype(np.float32)
    size = width * (window.head_m - window.sill_m)
    flux = size * 0.65  # a part of what it sees is ground, not sky
    shines_to = normal.astype(np.float32)
    name = f"sky {window.name}"
    return Source(name, window.room, spots, flux / math.pi, shines_to, flux)


def passage_spots(ends: tuple[Point, Point], head_m: float) -> Floats:
    """Return 16 places in a doorway."""
    return _on_rectangle(ends, 0.05, head_m)


def lit_room_surface_m2(plan: Plan, room: str) -> float:
    """Return how much wall, floor and ceiling a room has."""
    if room == OUTSIDE:
        return math.inf
    x0, y0, x1, y1 = plan.rooms[room].area
    return 2 * (x1 - x0) * (y1 - y0) + 2 * plan.wall_height_m * (x1 - x0 + y1 - y0)


def _on_rectangle(ends: tuple[Point, Point], low_m: float, high_m: float) -> Floats:
    (xa, ya), (xb, yb) = ends
    spots = []
    for i in range(SAMPLES):
        s, t = (i % 4 + 0.5) / 4, (i // 4 + 0.5) / 4
        s += ((i * 7) % 16 / 16 - 0.5) / 4
        t += ((i * 11) % 16 / 16 - 0.5) / 4
        spots.append((xa + (xb - xa) * s, ya + (yb - ya) * s, low_m + (high_m - low_m) * t))
    return np.asarray(spots, np.float32)
