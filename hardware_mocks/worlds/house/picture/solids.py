"""What the house is made of: flat faces to be seen, and boxes that stand in the way of light."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.tables import Bgr

Point3 = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Material:
    """How a face looks.

    Attributes:
        kind: the name of a texture, as in `textures.py`.
        color: blue, green, red as on a screen.
        lamp: the name of the lamp that shines in it, "" for a thing that does not shine.
        seed: makes two of a kind differ.
    """

    kind: str
    color: Bgr
    lamp: str = ""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """A convex polygon with its material, seen from the side to which `normal` points.

    Attributes:
        corners: (n, 3) in metres.
        axes: two unit vectors (2, 3) along which the texture's u and v run.
    """

    corners: NDArray[np.float64]
    normal: NDArray[np.float64]
    material: Material
    axes: NDArray[np.float64]


Box = tuple[Point3, Point3]
"""The lower and the upper corner of a box along the axes."""


_FLAT_AXES = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))


@dataclass
class Solids:
    """A pile of faces and of boxes that light cannot pass."""

    faces: list[Face] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, other: Solids) -> None:
        """Take in all of another pile."""
        self.faces += other.faces
        self.boxes += other.boxes

    def polygon(self, corners: Sequence[Point3], material: Material) -> None:
        """Add a face: its corners go counter-clockwise for who sees it."""
        (ax, ay, az), (bx, by, bz), (cx, cy, cz) = corners[:3]
        e, f, g = bx - ax, by - ay, bz - az
        h, i, j = cx - bx, cy - by, cz - bz
        x, y, z = f * j - g * i, g * h - e * j, e * i - f * h
        long = math.sqrt(x * x + y * y + z * z) or 1.0
        x, y, z = x / long, y / long, z / long
        flat = math.hypot(x, y)
        axes = ((-y / flat, x / flat, 0.0), (0.0, 0.0, 1.0)) if abs(z) <= 0.9 else _FLAT_AXES
        self.faces.append(
            Face(np.array(corners, float), np.array((x, y, z)), material, np.array(axes))
        )

    def box(
        self,
        low: Point3,
        high: Point3,
        material: Material,
        *,
        top: Material | None = None,
        casts_shadow: bool = True,
        sides: str = "xXyYzZ",
    ) -> None:
        """Add a box along the axes; `sides` says which faces can be seen ("Z" is its top)."""
        (x, y, z), (X, Y, Z) = low, high  # noqa: N806  # a capital is the upper end
        corners: dict[str, Sequence[Point3]] = {
            "x": ((x, Y, z), (x, y, z), (x, y, Z), (x, Y, Z)),
            "X": ((X, y, z), (X, Y, z), (X, Y, Z), (X, y, Z)),
            "y": ((x, y, z), (X, y, z), (X, y, Z), (x, y, Z)),
            "Y": ((X, Y, z), (x, Y, z), (x, Y, Z), (X, Y, Z)),
            "z": ((x, Y, z), (X, Y, z), (X, y, z), (x, y, z)),
            "Z": ((x, y, Z), (X, y, Z), (X, Y, Z), (x, Y, Z)),
        }
        for side in sides:
            self.polygon(corners[side], top if top is not None and side == "Z" else material)
        if casts_shadow:
            self.boxes.append((low, high))

    def prism(
        self,
        outline: Iterable[tuple[float, float]],
        bottom_m: float,
        top_m: float,
        material: Material,
        *,
        taper: float = 1.0,
    ) -> None:
        """Add an upright prism over an outline that goes counter-clockwise, seen from above.

        Args:
            taper: by how much its top is larger or smaller than its outline.
        """
        points = list(outline)
        middle = np.mean(points, axis=0)
        upper = [
            (float(middle[0] + (x - middle[0]) * taper), float(middle[1] + (y - middle[1]) * taper))
            for x, y in points
        ]
        for i in range(len(points)):
            a, b, c, d = points[i - 1], points[i], upper[i], upper[i - 1]
            self.polygon(((*a, bottom_m), (*b, bottom_m), (*c, top_m), (*d, top_m)), material)
        self.polygon([(*p, top_m) for p in upper], material)
        self.polygon([(*p, bottom_m) for p in reversed(points)], material)

    def ball(self, at: Point3, radius: Point3, material: Material, *, slices: int = 8) -> None:
        """Add a ball, or an egg whose radius differs along the axes."""
        rings = max(4, slices // 2 + 1)
        grid = [
            [_on_ball(at, radius, math.pi * (i / rings - 0.5), math.tau * j / slices)
             for j in range(slices)]
            for i in range(rings + 1)
        ]  # fmt: skip
        for lower, upper in pairwise(grid):
            for j in range(slices):
                k = (j + 1) % slices
                corners = [lower[j], lower[k], upper[k], upper[j]]
                kept = [c for n, c in enumerate(corners) if math.dist(c, corners[n - 1]) > 1e-6]
                if len(kept) >= 3:
                    self.polygon(kept, material)


def round_outline(
    x: float, y: float, radius: float, corners: int = 10
) -> list[tuple[float, float]]:
    """Return the corners of a regular polygon, counter-clockwise."""
    turns = [math.tau * i / corners for i in range(corners)]
    return [(x + radius * math.cos(t), y + radius * math.sin(t)) for t in turns]


def _on_ball(at: Point3, radius: Point3, up: float, turn: float) -> Point3:
    return (
        at[0] + radius[0] * math.cos(up) * math.cos(turn),
        at[1] + radius[1] * math.cos(up) * math.sin(turn),
        at[2] + radius[2] * math.sin(up),
    )
