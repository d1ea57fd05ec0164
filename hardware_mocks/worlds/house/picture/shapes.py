"""Helps to build furniture: a piece of the plan with its long side, its front and its parts."""

from __future__ import annotations

from dataclasses import dataclass

from hardware_mocks.worlds.house.picture.solids import Box, Material, Point3, Solids
from hardware_mocks.worlds.house.plan import OUTSIDE, Furniture, Plan
from hardware_mocks.worlds.house.tables import Bgr

Span = tuple[float, float]
WHOLE: Span = (0.0, 1.0)


@dataclass(frozen=True)
class Placed:
    """A piece of furniture; u runs along its long side, w from its back to its front, z up.

    Attributes:
        along: the axis (0 or 1) of its long side.
        is_turned: whether its front is at the lower end of the other axis.
    """

    piece: Furniture
    along: int
    is_turned: bool

    @classmethod
    def of(cls, plan: Plan, piece: Furniture) -> Placed:
        """Return the piece with its front to the middle of its room."""
        x0, y0, x1, y1 = piece.box
        along = 0 if x1 - x0 >= y1 - y0 else 1
        if piece.kind == "bed":
            along = 1 - along  # its head is at the back
        middle = (4.0, 2.0)
        if piece.room != OUTSIDE:
            a = plan.rooms[piece.room].area
            middle = ((a[0] + a[2]) / 2, (a[1] + a[3]) / 2)
        if piece.kind == "chair":  # its front is where the nearest table is
            tables = [f for f in plan.furniture.values() if f.kind == "table"]
            near = min(tables, key=lambda t: _apart(t.box, piece.box), default=None)
            if near is not None:
                middle = ((near.box[0] + near.box[2]) / 2, (near.box[1] + near.box[3]) / 2)
                off = (middle[0] - (x0 + x1) / 2, middle[1] - (y0 + y1) / 2)
                along = 1 if abs(off[0]) > abs(off[1]) else 0
        center = ((x0 + x1) / 2, (y0 + y1) / 2)
        return cls(piece, along, middle[1 - along] < center[1 - along])

    @property
    def length(self) -> float:
        """Metres along u."""
        return self.piece.box[2 + self.along] - self.piece.box[self.along]

    @property
    def depth(self) -> float:
        """Metres along w."""
        return self.piece.box[3 - self.along] - self.piece.box[1 - self.along]

    @property
    def levels(self) -> Span:
        """From where to where it reaches above the floor."""
        return self.piece.from_m, self.piece.to_m

    def part(self, u: Span = WHOLE, w: Span = WHOLE, z: Span | None = None) -> Box:
        """Return a part of its box: u and w as shares, z in metres."""
        if self.is_turned:
            w = (1 - w[1], 1 - w[0])
        start, across = self.piece.box[self.along], self.piece.box[1 - self.along]
        a = (start + u[0] * self.length, start + u[1] * self.length)
        b = (across + w[0] * self.depth, across + w[1] * self.depth)
        x, y = (a, b) if self.along == 0 else (b, a)
        low, high = z if z is not None else self.levels
        return (x[0], y[0], low), (x[1], y[1], high)

    def front(self, u: Span, z: Span, thick_m: float) -> Box:
        """Return a board on its front, `thick_m` thick."""
        return self.part(u, (1.0, 1 + thick_m / self.depth), z)

    def stuff(self, kind: str, shade: float = 1.0) -> Material:
        """Return a material in its colour, made darker or lighter."""
        return Material(kind, shaded(self.piece.color, shade), seed=len(self.piece.name))

    def center(self, z: float) -> Point3:
        """Return the middle of its box at a height."""
        x0, y0, x1, y1 = self.piece.box
        return (x0 + x1) / 2, (y0 + y1) / 2, z


def shaded(color: Bgr, by: float) -> Bgr:
    """Return a colour made darker or lighter."""
    blue, green, red = (max(0, min(255, round(c * by))) for c in color)
    return blue, green, red


def legs(solids: Solids, at: Placed, to_m: float, thick_m: float, stuff: Material) -> None:
    """Add four legs under a piece."""
    du, dw = thick_m / at.length, thick_m / at.depth
    for u in ((0.02, 0.02 + du), (0.98 - du, 0.98)):
        for w in ((0.03, 0.03 + dw), (0.97 - dw, 0.97)):
            solids.box(*at.part(u, w, (0.0, to_m)), stuff, sides="xXyY")


def _apart(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return abs(a[0] + a[2] - b[0] - b[2]) + abs(a[1] + a[3] - b[1] - b[3])
