"""Cuts the walls between and around the rooms at doors, openings and windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from hardware_mocks.worlds.house.plan import OUTSIDE, Plan, Point, WallPiece

_EPS = 1e-6


@dataclass(frozen=True)
class _Hole:
    """A hole in a wall along `start` to `end` of its axis, from `low_m` to `high_m`."""

    start: float
    end: float
    low_m: float
    high_m: float


def wall_pieces(plan: Plan) -> tuple[WallPiece, ...]:
    """Return all walls of the plan as pieces without a hole."""
    pieces: list[WallPiece] = []
    for axis in (0, 1):  # walls along x, then along y
        for at in sorted(_lines(plan, axis)):
            pieces += _joined(_on_line(plan, axis, at))
    return tuple(pieces)


def _joined(pieces: Iterable[WallPiece]) -> list[WallPiece]:
    """Return the pieces with neighbours made one that differ in nothing else."""
    found: list[WallPiece] = []
    for piece in pieces:
        longer = next(
            (i for i, p in enumerate(found) if replace(p, b=piece.b) == _to(p, piece)), -1
        )
        if longer >= 0:
            found[longer] = replace(found[longer], b=piece.b)
        else:
            found.append(piece)
    return found


def _to(first: WallPiece, second: WallPiece) -> WallPiece | None:
    """Return `second` begun where `first` begins, or None where they do not touch."""
    return replace(second, a=first.a) if first.b == second.a else None


def _lines(plan: Plan, axis: int) -> set[float]:
    """Return the y of walls along x, or the x of walls along y."""
    across = 1 - axis
    return {room.area[across + k] for room in plan.rooms.values() for k in (0, 2)}


def _on_line(plan: Plan, axis: int, at: float) -> Iterator[WallPiece]:
    cuts = sorted({r.area[axis + k] for r in plan.rooms.values() for k in (0, 2)})
    holes = _holes(plan, axis, at)
    for start, end in pairwise(cuts):
        middle = (start + end) / 2
        sides = (
            plan.room_at(*_point(axis, middle, at + 0.01)),
            plan.room_at(*_point(axis, middle, at - 0.01)),
        )
        if sides[0] != sides[1]:
            yield from _cut(plan, axis, at, (start, end), sides, holes)


def _cut(
    plan: Plan,
    axis: int,
    at: float,
    span: tuple[float, float],
    sides: tuple[str, str],
    holes: list[_Hole],
) -> Iterator[WallPiece]:
    start, end = span
    edges = {start, end, *(e for h in holes for e in (h.start, h.end) if start < e < end)}
    is_outer = OUTSIDE in sides
    thickness_m = plan.outer_wall_m if is_outer else plan.inner_wall_m
    ordered = sorted(edges)
    for a, b in pairwise(ordered):
        hole = next((h for h in holes if h.start < (a + b) / 2 < h.end), None)
        levels = [(0.0, plan.wall_height_m)]
        if hole is not None:
            levels = [(0.0, hole.low_m), (hole.high_m, plan.wall_height_m)]
        # seen from a to b, the left is the side of the larger y for walls along x,
        # and of the smaller x for walls along y
        left_right = sides if axis == 0 else (sides[1], sides[0])
        for low, high in levels:
            if high - low > _EPS:
                ends = (_point(axis, a, at), _point(axis, b, at))
                yield WallPiece(*ends, low, high, thickness_m, left_right)


def _holes(plan: Plan, axis: int, at: float) -> list[_Hole]:
    holes = []
    for passage in plan.passages:
        holes += _hole(axis, at, passage.ends, 0.0, passage.head_m)
    for window in plan.windows.values():
        holes += _hole(axis, at, window.ends, window.sill_m, window.head_m)
    return holes


def _hole(
    axis: int, at: float, ends: tuple[Point, Point], low_m: float, high_m: float
) -> list[_Hole]:
    across = 1 - axis
    if any(abs(end[across] - at) > _EPS for end in ends):
        return []
    start, end = sorted(end[axis] for end in ends)
    return [_Hole(start, end, low_m, high_m)]


def _point(axis: int, along: float, at: float) -> Point:
    return (along, at) if axis == 0 else (at, along)
