"""How a body moves: legs of a track, each a pure function of the time.

A walk follows the corners of a way at a steady speed and turns in the corners. Whoever sits, lies
or stands is not quite still: now and then the body shifts, which a PIR may notice.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from hardware_mocks.worlds.house.plan import Point
from hardware_mocks.worlds.house.state import Pose

WALK_M_S = 1.25
"""The usual speed indoors (Bohannon, Age and Ageing 26, 1997, gives 1.3 to 1.5 out of doors)."""
CRAWL_M_S = 0.4
CAT_M_S = 0.7
STRIDE_M = 1.4
"""Of two steps, at the usual speed and 1.7 m of height."""
TURN_RAD_S = 3.5
SHORTEST_SHIFT_S, LONGEST_SHIFT_S = 0.8, 1.8
_CORNER_M = 0.3


class Stance(NamedTuple):
    """Where a body is and how, at one moment."""

    x_m: float
    y_m: float
    facing_rad: float
    pose: Pose
    phase: float = 0.0
    reaches: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """One small movement of a body that stays where it is: there and, for good, back."""

    t_s: float
    lasts_s: float
    by_m: float

    def at(self, t_s: float) -> float:
        """Return how far the body is off its place, sideways."""
        share = (t_s - self.t_s) / self.lasts_s
        return self.by_m * math.sin(math.pi * share) if 0 < share < 1 else 0.0


class Still:
    """A body that stays: it stands, sits or lies.

    Args:
        restless: mean seconds between two shifts, and how far the body shifts, in m.
    """

    is_walk = False

    def __init__(
        self,
        start_s: float,
        end_s: float,
        stance: Stance,
        *,
        seed: str = "",
        restless: tuple[float, float] = (math.inf, 0.0),
    ) -> None:
        self.start_s, self.end_s = start_s, end_s
        self._stance = stance
        self._seed, self._restless = seed, restless
        self._shifts: list[Shift] = []
        self._until_s = start_s
        self._chance: random.Random | None = None

    @property
    def place(self) -> Point:
        """Where it stays."""
        return self._stance[:2]

    def at(self, t_s: float) -> Stance:
        """Return the stance at a time."""
        shifts = self.shifts(t_s - LONGEST_SHIFT_S, t_s)
        off_m = sum(shift.at(t_s) for shift in shifts)
        if not off_m:
            return self._stance
        x, y, facing, *_ = self._stance
        side = facing + math.pi / 2
        return self._stance._replace(x_m=x + off_m * math.cos(side), y_m=y + off_m * math.sin(side))

    def shifts(self, start_s: float, end_s: float) -> list[Shift]:
        """Return the shifts that begin in a span of time; they do not depend on who asks when."""
        mean_s, by_m = self._restless
        if not math.isfinite(mean_s):
            return []
        chance = self._chance = self._chance or random.Random(f"{self._seed} {self.start_s:.3f}")
        while self._until_s < min(end_s, self.end_s):
            self._until_s += 2.0 + chance.expovariate(1 / mean_s)
            # most shifts are small, few are large: half of them below 0.6 of the mean
            size_m = by_m * min(3.0, chance.expovariate(1.0)) * chance.choice((-1, 1))
            self._shifts.append(
                Shift(self._until_s, chance.uniform(SHORTEST_SHIFT_S, LONGEST_SHIFT_S), size_m)
            )
        first = bisect_right(self._shifts, start_s, key=lambda shift: shift.t_s)
        last = bisect_right(self._shifts, min(end_s, self.end_s), key=lambda shift: shift.t_s)
        return self._shifts[first:last]


class Turn:
    """A body that turns on the spot."""

    is_walk = False

    def __init__(self, start_s: float, stance: Stance, to_rad: float) -> None:
        self._by_rad = _turned(to_rad - stance.facing_rad)
        self._stance = stance
        self.start_s, self.end_s = start_s, start_s + abs(self._by_rad) / TURN_RAD_S

    def at(self, t_s: float) -> Stance:
        """Return the stance at a time."""
        lasts_s = self.end_s - self.start_s
        share = 1.0 if lasts_s <= 0 else max(0.0, min(1.0, (t_s - self.start_s) / lasts_s))
        return self._stance._replace(facing_rad=self._stance.facing_rad + share * self._by_rad)


class Walk:
    """A body that follows the corners of a way at a steady speed.

    Args:
        pose: "walks" or "crawls".
        stride_m: of two steps.
    """

    is_walk = True

    def __init__(
        self, start_s: float, way: Sequence[Point], speed_m_s: float, pose: Pose, stride_m: float
    ) -> None:
        self.way = tuple(way)
        lengths = [math.dist(a, b) for a, b in pairwise(self.way)]
        self._at_m = [0.0]
        for length in lengths:
            self._at_m.append(self._at_m[-1] + length)
        self.length_m = self._at_m[-1]
        self._courses = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(self.way)] or [
            0.0
        ]
        self._speed_m_s, self._pose, self._stride_m = speed_m_s, pose, stride_m
        self.start_s, self.end_s = start_s, start_s + self.length_m / speed_m_s

    @property
    def first_course_rad(self) -> float:
        """Where to it sets out."""
        return self._courses[0]

    def at(self, t_s: float) -> Stance:
        """Return the stance at a time."""
        gone_m = max(0.0, min(self.length_m, (t_s - self.start_s) * self._speed_m_s))
        part = min(bisect_right(self._at_m, gone_m) - 1, len(self._courses) - 1)
        x, y = self.point(gone_m)
        phase = gone_m / self._stride_m % 1.0
        return Stance(x, y, self._facing(part, gone_m), self._pose, phase)

    def point(self, gone_m: float) -> Point:
        """Return the point after so many metres."""
        part = min(bisect_right(self._at_m, gone_m) - 1, len(self._courses) - 1)
        if len(self.way) == 1:
            return self.way[0]
        (ax, ay), (bx, by) = self.way[part], self.way[part + 1]
        share = (gone_m - self._at_m[part]) / max(1e-9, self._at_m[part + 1] - self._at_m[part])
        return ax + (bx - ax) * share, ay + (by - ay) * share

    def time_at(self, gone_m: float) -> float:
        """Return when it has gone so far."""
        return self.start_s + gone_m / self._speed_m_s

    def _facing(self, part: int, gone_m: float) -> float:
        """Turn within some decimetres of a corner."""
        course = self._courses[part]
        to_next, from_last = self._at_m[part + 1 :][:1], gone_m - self._at_m[part]
        if to_next and part + 1 < len(self._courses) and to_next[0] - gone_m < _CORNER_M:
            turn = _turned(self._courses[part + 1] - course)
            return course + turn * 0.5 * (1 - (to_next[0] - gone_m) / _CORNER_M)
        if part > 0 and from_last < _CORNER_M:
            turn = _turned(course - self._courses[part - 1])
            return course - turn * 0.5 * (1 - from_last / _CORNER_M)
        return course


class Settle:
    """A body that sits or lies down, or gets up: it moves between the floor and its seat."""

    is_walk = False

    def __init__(self, start_s: float, lasts_s: float, before: Stance, after: Stance) -> None:
        self.start_s, self.end_s = start_s, start_s + lasts_s
        self._before, self._after = before, after

    def at(self, t_s: float) -> Stance:
        """Return the stance at a time."""
        share = max(0.0, min(1.0, (t_s - self.start_s) / (self.end_s - self.start_s)))
        a, b = self._before, self._after
        turn = _turned(b.facing_rad - a.facing_rad)
        return Stance(
            a.x_m + (b.x_m - a.x_m) * share,
            a.y_m + (b.y_m - a.y_m) * share,
            a.facing_rad + turn * share,
            a.pose if share < 0.5 else b.pose,
        )


Leg = Still | Turn | Walk | Settle


@dataclass
class Track:
    """Everything that one body does, leg by leg; before the first and after `gone_s` it is away."""

    legs: list[Leg] = field(default_factory=list)
    away: list[tuple[float, float]] = field(default_factory=list)
    _starts: list[float] = field(default_factory=list)

    def add(self, leg: Leg) -> None:
        """Append a leg; it begins where the last one ended."""
        self.legs.append(leg)
        self._starts.append(leg.start_s)

    def leg_at(self, t_s: float) -> Leg | None:
        """Return the leg at a time, or None while the body is away."""
        place = bisect_right(self._starts, t_s) - 1
        if place < 0 or any(gone <= t_s < back for gone, back in self.away):
            return None
        return self.legs[place]

    def at(self, t_s: float) -> Stance | None:
        """Return the stance at a time, or None while the body is away."""
        leg = self.leg_at(t_s)
        return None if leg is None else leg.at(t_s)

    def between(self, start_s: float, end_s: float) -> list[Leg]:
        """Return the legs that touch a span of time."""
        first = max(0, bisect_right(self._starts, start_s) - 1)
        last = bisect_right(self._starts, end_s)
        return self.legs[first:last]

    def next_start(self, after_s: float) -> float:
        """Return when the next leg begins; infinity if none does."""
        place = bisect_right(self._starts, after_s)
        return self._starts[place] if place < len(self._starts) else math.inf

    def cut(self, t_s: float) -> None:
        """Forget what was planned from `t_s` on."""
        place = bisect_right(self._starts, t_s)
        del self.legs[place:], self._starts[place:]
        self.away = [(gone, min(back, t_s) if back > t_s else back) for gone, back in self.away]
        self.away = [(gone, back) for gone, back in self.away if gone < t_s and gone < back]


def _turned(angle_rad: float) -> float:
    """Return an angle between -pi and pi."""
    return (angle_rad + math.pi) % math.tau - math.pi
