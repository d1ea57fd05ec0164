"""Points, boxes and placings in a wiring picture.

All lengths are px as Wokwi's parts have them: 96 px an inch, so the holes of a breadboard and the
pins of a Pi are 9.6 px apart. The grid that wires run on has twice as many lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

PITCH_PX = 9.6
"""From hole to hole: 2.54 mm."""
GRID_PX = PITCH_PX / 2
PX_PER_MM = 96 / 25.4


class Point(NamedTuple):
    """A place in the picture, or a way from one place to another."""

    x: float
    y: float

    def moved(self, dx: float, dy: float) -> Point:
        """Return the point so much further right and down."""
        return Point(self.x + dx, self.y + dy)

    def distance(self, other: Point) -> float:
        """Return how far it is to another point."""
        return math.hypot(other.x - self.x, other.y - self.y)


ORIGIN = Point(0.0, 0.0)


class Box(NamedTuple):
    """A rectangle along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> Box:
        """Return it larger by so much on every side; a negative value shrinks it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: float, dy: float) -> Box:
        """Return it so much further right and down."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def holds(self, point: Point) -> bool:
        """Return whether a point lies inside, not on the edge."""
        return self.left < point.x < self.right and self.top < point.y < self.bottom

    def meets(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def box_around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def cuts(path: Sequence[Point], box: Box) -> bool:
    """Return whether a path of straight pieces along the axes runs through a box."""
    return any(box_of((start, end)).grown(0.01).meets(box) for start, end in pairwise(path))


@dataclass(frozen=True, slots=True)
class Placing:
    """How a part is moved from where it was drawn: mirrored, scaled, turned, then shifted."""

    shift: Point = ORIGIN
    turn_deg: float = 0.0
    scale: float = 1.0
    is_mirrored: bool = False

    def point(self, point: Point) -> Point:
        """Return where a point of the drawing comes to stand."""
        x = point.x * self.scale * (-1 if self.is_mirrored else 1)
        y = point.y * self.scale
        sine, cosine = _sine_cosine(self.turn_deg)
        return Point(x * cosine - y * sine + self.shift.x, x * sine + y * cosine + self.shift.y)

    def box(self, box: Box) -> Box:
        """Return the box around where a box of the drawing comes to stand."""
        corners = ((box.left, box.top), (box.right, box.bottom))
        return box_of(self.point(Point(x, y)) for x, _ in corners for _, y in corners)

    def moved(self, dx: float, dy: float) -> Placing:
        """Return it shifted further."""
        return Placing(self.shift.moved(dx, dy), self.turn_deg, self.scale, self.is_mirrored)

    @property
    def svg(self) -> str:
        """It as the value of a `transform` attribute."""
        steps = [f"translate({number(self.shift.x)} {number(self.shift.y)})"]
        if self.turn_deg:
            steps.append(f"rotate({number(self.turn_deg)})")
        if self.scale != 1 or self.is_mirrored:
            x = -self.scale if self.is_mirrored else self.scale
            steps.append(f"scale({number(x, 4)} {number(self.scale, 4)})")
        return " ".join(steps)


def _sine_cosine(turn_deg: float) -> tuple[float, float]:
    """Return both, exact for quarter turns."""
    quarters, rest = divmod(turn_deg % 360, 90)
    if rest == 0:
        return ((0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0))[int(quarters)]
    return math.sin(math.radians(turn_deg)), math.cos(math.radians(turn_deg))


def number(value: float, digits: int = 2) -> str:
    """Return a number as SVG needs it: short, and the same on every machine."""
    written = f"{value:.{digits}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
