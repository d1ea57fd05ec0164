"""Roads of the three kinds, from their corners or from a seed."""

from __future__ import annotations

import math
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from hardware_mocks.worlds.track.road import Mark, MarkKind, Points, Road
from hardware_mocks.worlds.track.road_shape import (
    bends_fit,
    beside,
    clearance_m,
    curvatures_of,
    headings_of,
    is_convex,
    length_of,
    rounded,
)

FLOOR_M = (6.0, 4.5)
LANE_M = 0.35
TAPE_M = 0.02
SMALLEST_RADIUS_M = 0.6
SHORTEST_LAP_M, LONGEST_LAP_M = 8.0, 12.0
MARGIN_M = 0.1
"""Between the outermost mark and the end of the floor."""
_DASH_M = 0.2
_BAR_M = (0.04, 0.2)
"""Across and along the road, of a bar of a crossing."""
_CROSSINGS = 0.3
"""Share of the roads by seed that have one."""
_SWINGING = 0.6
"""Share of the roads by seed that bend to both sides."""
_MOST_TRIES = 20_000


class RoadKind(StrEnum):
    """What a road looks like."""

    TWO_EDGES = "two_edges"
    """One lane between two marks."""
    TWO_LANES = "two_lanes"
    """White edges, a broken line in the middle; one drives on the right."""
    LINE = "line"
    """One line, along which one drives."""


@lru_cache(maxsize=64)
def road_by_seed(seed: int, kind: RoadKind | str = RoadKind.TWO_EDGES) -> Road:
    """Return the road of a seed: 8 to 12 m of straights and bends; the same seed, the same road."""
    kind = RoadKind(kind)
    chance = np.random.default_rng([seed, list(RoadKind).index(kind)])
    half_m = _half_width_m(kind)
    swings = chance.random() < _SWINGING
    for _ in range(_MOST_TRIES):
        corners, radii_m = _corners(chance, half_m, _smallest_bend_m(kind))
        if radii_m is None or (swings and is_convex(corners)):
            continue
        middle = rounded(corners, radii_m)
        if _is_good(middle, half_m, kind):
            break
    else:
        raise AssertionError(f"no road of seed {seed} fits")
    if chance.random() < 0.5:
        middle = middle[::-1]
    road = road_of(f"{kind}_{seed}", _from_straight(middle), kind)
    if chance.random() < _CROSSINGS and kind != RoadKind.LINE:
        road = with_crossing(road, float(chance.uniform(0.3, 0.7)) * length_of(road.lane))
    return road


def road_of(
    name: str,
    middle: Points,
    kind: RoadKind | str = RoadKind.TWO_EDGES,
    *,
    lane_width_m: float = LANE_M,
    floor_m: tuple[float, float] = FLOOR_M,
) -> Road:
    """Return the road of a kind along the line in the middle of its marks."""
    half_m = lane_width_m / 2
    if kind == RoadKind.LINE:
        lane, marks = middle, [Mark(MarkKind.CENTRE, middle, TAPE_M)]
    elif kind == RoadKind.TWO_LANES:
        lane = beside(middle, -half_m)
        centre = Mark(MarkKind.CENTRE, middle, TAPE_M, dash_m=_DASH_M, gap_m=_DASH_M)
        marks = [*_edges(middle, lane_width_m), centre]
    else:
        lane, marks = middle, list(_edges(middle, half_m))
    if kind != RoadKind.LINE:
        marks.append(_across(MarkKind.START, lane, 0.0, half_m, 0.04))
    return Road(name, _fine(lane), lane_width_m, tuple(marks), floor_m)


def with_crossing(road: Road, s_m: float) -> Road:
    """Return the road with a zebra crossing, its bars along the road."""
    across_m, along_m = _BAR_M
    ways = np.arange(-road.lane_width_m / 2 + across_m, road.lane_width_m / 2, 2 * across_m)
    bars = [
        Mark(MarkKind.CROSSING, _along(road.lane, s_m, along_m, float(way)), across_m)
        for way in ways
    ]
    bars = [replace(bar, is_closed=False) for bar in bars]
    return replace(road, marks=(*road.marks, *bars))


def with_stop_line(road: Road, s_m: float) -> Road:
    """Return the road with a line across the lane, before which one stops."""
    line = _across(MarkKind.STOP_LINE, road.lane, s_m, road.lane_width_m / 2, 0.04)
    return replace(road, marks=(*road.marks, line))


def _half_width_m(kind: RoadKind) -> float:
    """Return how far the outermost mark is from the middle."""
    return {RoadKind.TWO_EDGES: LANE_M / 2, RoadKind.TWO_LANES: LANE_M, RoadKind.LINE: 0.0}[kind]


def _smallest_bend_m(kind: RoadKind) -> float:
    """The middle of two lanes bends less than the inner lane."""
    return SMALLEST_RADIUS_M + (LANE_M / 2 if kind == RoadKind.TWO_LANES else 0.0)


def _corners(
    chance: np.random.Generator, half_m: float, smallest_m: float
) -> tuple[Points, Points | None]:
    """Return a polygon round the middle of the floor, and its radii if bends fit."""
    count = int(chance.integers(4, 9))
    steps = (np.arange(count) + chance.uniform(-0.3, 0.3, count)) / count
    angles = 2 * math.pi * (steps + chance.random())
    reach = np.array(FLOOR_M) / 2 - half_m - MARGIN_M
    far = chance.uniform(0.45, 1.25, count)[:, None]
    corners = np.stack([np.cos(angles), np.sin(angles)], axis=1) * reach * far
    corners = np.clip(corners, -reach, reach) + np.array(FLOOR_M) / 2
    for most_m in (1.6, 1.2, 0.9):
        radii_m = chance.uniform(smallest_m + 0.04, most_m, count)
        if bends_fit(corners, radii_m):
            return corners, radii_m
    return corners, None


def _is_good(middle: Points, half_m: float, kind: RoadKind) -> bool:
    """Return whether a line keeps every promise of a road by seed."""
    lane = beside(middle, -LANE_M / 2) if kind == RoadKind.TWO_LANES else middle
    other = beside(middle, LANE_M / 2) if kind == RoadKind.TWO_LANES else middle
    if not all(SHORTEST_LAP_M <= length_of(way) <= LONGEST_LAP_M for way in (lane, other)):
        return False
    tightest = max(float(np.abs(curvatures_of(_fine(way))).max()) for way in (lane, other))
    low, high = middle.min(axis=0) - half_m, middle.max(axis=0) + half_m
    is_inside = bool(np.all(low >= MARGIN_M) and np.all(high <= np.array(FLOOR_M) - MARGIN_M))
    apart_m = 2 * half_m + LANE_M + 0.15
    is_apart = clearance_m(middle, math.pi * apart_m / 2 + 0.3) >= apart_m
    return tightest <= 1 / SMALLEST_RADIUS_M and is_inside and is_apart


def _from_straight(middle: Points) -> Points:
    """Return the same line, begun a little after the beginning of its longest straight."""
    bent = np.abs(curvatures_of(middle)) > 0.15
    if not bent.any() or bent.all():
        return middle
    first = int(np.flatnonzero(bent)[0])
    turned = np.roll(middle, -first, axis=0)
    ends = np.flatnonzero(np.append(np.roll(bent, -first), True))
    longest = int(np.argmax(np.diff(ends)))
    begin = int(ends[longest]) + min(30, int(np.diff(ends)[longest]) // 3)
    return np.roll(turned, -begin, axis=0)


def _fine(line: Points) -> Points:
    from hardware_mocks.worlds.track.road_shape import SPACING_M, resampled

    return resampled(line, SPACING_M)


def _edges(middle: Points, half_m: float) -> tuple[Mark, Mark]:
    left, right = (Mark(MarkKind.EDGE, beside(middle, way), TAPE_M) for way in (half_m, -half_m))
    return left, right


def _across(kind: MarkKind, lane: Points, s_m: float, half_m: float, wide_m: float) -> Mark:
    """Return a line across the lane."""
    index = round(s_m / length_of(lane) * len(lane)) % len(lane)
    heading = float(headings_of(lane)[index])
    normal = np.array([-math.sin(heading), math.cos(heading)])
    ends = np.stack([lane[index] + half_m * normal, lane[index] - half_m * normal])
    return Mark(kind, ends, wide_m, is_closed=False)


def _along(lane: Points, s_m: float, long_m: float, left_m: float) -> Points:
    """Return the two ends of a short line along the lane."""
    index = round(s_m / length_of(lane) * len(lane)) % len(lane)
    heading = float(headings_of(lane)[index])
    ahead = np.array([math.cos(heading), math.sin(heading)])
    middle = lane[index] + left_m * np.array([-ahead[1], ahead[0]])
    return np.stack([middle - long_m / 2 * ahead, middle + long_m / 2 * ahead])
