"""What was seen in one picture.

The car's frame: x forward, y to the left, metres, on the floor; its origin lies under the middle of
the axle that drives. Angles in radians, counter-clockwise positive, so a left bend has a positive
curvature (REP 103).
"""

import math
from bisect import bisect
from dataclasses import dataclass
from enum import StrEnum

Box = tuple[int, int, int, int]
"""x, y, width, height in pixels of the picture."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line on the floor, place by place, ever farther ahead.

    Attributes:
        x_m, y_m, heading_rad, curvature_per_m: of each place, all as long.
    """

    x_m: tuple[float, ...]
    y_m: tuple[float, ...]
    heading_rad: tuple[float, ...]
    curvature_per_m: tuple[float, ...]

    def at(self, x_m: float, what: tuple[float, ...]) -> float:
        """Return one of the four between the places around x; that of the end beyond it."""
        after = bisect(self.x_m, x_m)
        if after in {0, len(self.x_m)}:
            return what[min(after, len(what) - 1)]
        first = self.x_m[after - 1]
        share = (x_m - first) / (self.x_m[after] - first)
        return what[after - 1] + share * (what[after] - what[after - 1])

    def seen_from(self, forward_m: float, left_m: float, turned_rad: float) -> "Path":
        """Return the same line in the frame of a car that has moved."""
        cos, sin = math.cos(turned_rad), math.sin(turned_rad)
        places: list[tuple[float, float, float, float]] = []
        for x, y, heading, bend in zip(
            self.x_m, self.y_m, self.heading_rad, self.curvature_per_m, strict=True
        ):
            ahead = (x - forward_m) * cos + (y - left_m) * sin
            beside = (y - left_m) * cos - (x - forward_m) * sin
            if places and ahead <= places[-1][0]:
                break
            places.append((ahead, beside, heading - turned_rad, bend))
        return Path(*zip(*places, strict=True))


@dataclass(frozen=True, slots=True)
class Lane:
    """The lane in front of the car.

    Without a path it is y = offset + heading x + curvature x^2 / 2 + growth x^3 / 6.

    Attributes:
        offset_m: where the middle of the lane is, beside the car; positive: to its left.
        heading_rad: where the lane points, beside the car; positive: to the left.
        curvature_per_m: 1 / radius there; positive: a left bend.
        width_m: between the middles of its two marks.
        confidence: from 0.0 (a guess) to 1.0.
        nearest_m, farthest_m: between which distances marks were seen.
        growth_per_m2: how much the curvature grows per metre ahead; of a lane without a path.
        path: its middle, place by place, from a little behind the axle on.
    """

    offset_m: float
    heading_rad: float
    curvature_per_m: float
    width_m: float
    confidence: float
    nearest_m: float = 0.0
    farthest_m: float = 0.0
    growth_per_m2: float = 0.0
    path: Path | None = None

    def y_at(self, x_m: float) -> float:
        """Return where the middle of the lane is at a distance ahead."""
        if self.path is None:
            bend = (self.curvature_per_m / 2 + self.growth_per_m2 * x_m / 6) * x_m
            return self.offset_m + (self.heading_rad + bend) * x_m
        beyond = max(0.0, x_m - self.path.x_m[-1])
        slope = math.tan(self.path.heading_rad[-1]) if beyond else 0.0
        return self.path.at(x_m, self.path.y_m) + beyond * slope

    def heading_at(self, x_m: float) -> float:
        """Return where the lane points at a distance ahead."""
        if self.path is None:
            bend = (self.curvature_per_m + self.growth_per_m2 * x_m / 2) * x_m
            return math.atan(self.heading_rad + bend)
        return self.path.at(x_m, self.path.heading_rad)

    def curvature_at(self, x_m: float) -> float:
        """Return how much the lane bends at a distance ahead, in 1/m; positive: to the left."""
        if self.path is None:
            second = self.curvature_per_m + self.growth_per_m2 * x_m
            return float(second * math.cos(self.heading_at(x_m)) ** 3)
        return self.path.at(x_m, self.path.curvature_per_m)


class SignKind(StrEnum):
    """A sign beside the road."""

    STOP = "stop"


class LightColour(StrEnum):
    """What a traffic light shows."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that was seen.

    Attributes:
        kind: which.
        box: where in the picture.
        confidence: from 0.0 to 1.0.
        distance_m: from the front of the car, straight ahead; None without a calibration.
        side_m: to the left of the car's middle; None without a calibration.
        is_cut: whether a part of it lies outside of the picture: its size says little then.
    """

    kind: SignKind
    box: Box
    confidence: float
    distance_m: float | None = None
    side_m: float | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """A traffic light that was seen.

    Attributes:
        colour: what it shows.
        box: where its housing is in the picture.
        confidence: from 0.0 to 1.0.
        distance_m: from the front of the car, straight ahead; None without a calibration.
        side_m: to the left of the car's middle; None without a calibration.
        is_cut: whether a part of it lies outside of the picture: its size says little then.
    """

    colour: LightColour
    box: Box
    confidence: float
    distance_m: float | None = None
    side_m: float | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What one picture showed.

    Attributes:
        t_s: monotonic time at which its exposure began.
        lane: None where no lane was found.
        signs, lights: the surest first.
    """

    t_s: float
    lane: Lane | None = None
    signs: tuple[Sign, ...] = ()
    lights: tuple[Light, ...] = ()
