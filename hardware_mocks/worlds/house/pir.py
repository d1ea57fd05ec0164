"""What a passive infra-red sensor feels: warm bodies that cross the fingers of its lens.

The Fresnel lens throws the picture of narrow fingers of the room onto two sensor elements of
opposite sign; a steady warmth cancels out. So a body is felt when it goes from finger to finger, or
between the rows of fingers that reach down to different distances; somebody who comes straight
towards the sensor, creeps or only shifts on a chair changes little. Two changes within
`WINDOW_S` are motion, as in the pulse count of real modules (BISS0001 data sheet; HC-SR501:
7 m, less than 120 degrees).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hardware_mocks.worlds.house.movement import (
    LONGEST_SHIFT_S,
    Leg,
    Stance,
    Still,
    Track,
)
from hardware_mocks.worlds.house.plan import Pir, Plan, Point
from hardware_mocks.worlds.house.walking import crossing

WINDOW_S = 1.6
"""Within which two changes must come."""
HOLD_S = 1.0
"""How long one feels as motion after its last change."""
STEP_S = 0.05
ROWS = (0.22, 0.40, 0.68)
"""Where the lower rows of fingers meet the floor, as shares of the range."""
MARGIN_M = 0.6
"""Farther than anybody shifts on the spot."""
SWAY_M = 0.03
"""By how much a walking body sways sideways with its steps."""


@dataclass(frozen=True, slots=True, order=True)
class Motion:
    """A span of time in which a sensor feels somebody move."""

    start_s: float
    end_s: float
    pir: str
    who: str


class Lens:
    """One PIR in the plan: where its fingers are, and what is behind walls."""

    def __init__(self, plan: Plan, pir: Pir) -> None:
        self.pir = pir
        self._x, self._y, _ = pir.at
        self._walls = [(w.a, w.b) for w in plan.walls if w.low_m == 0 and w.high_m > 2]
        self._doors = {door.name: door.ends for door in plan.doors.values()}
        self._opaque = [w.ends for w in plan.windows.values()]

    def zone(self, x_m: float, y_m: float) -> int | None:
        """Return in which finger and half a point lies, as a number; None outside its view.

        Walls are not looked at here.
        """
        dx, dy = x_m - self._x, y_m - self._y
        distance_m = math.hypot(dx, dy)
        if distance_m > self.pir.range_m:
            return None
        angle = (math.atan2(dy, dx) - self.pir.yaw_rad + math.pi) % math.tau - math.pi
        share = angle / self.pir.cone_rad + 0.5
        if not 0 <= share < 1:
            return None
        row = sum(distance_m > r * self.pir.range_m for r in ROWS)
        return row * 1000 + int(share * 2 * self.pir.beams)

    def may_feel(self, x_m: float, y_m: float) -> bool:
        """Return whether a body that shifts about a point could come into its view."""
        dx, dy = x_m - self._x, y_m - self._y
        distance_m = math.hypot(dx, dy)
        if not MARGIN_M < distance_m < self.pir.range_m + MARGIN_M:
            return distance_m <= MARGIN_M
        angle = (math.atan2(dy, dx) - self.pir.yaw_rad + math.pi) % math.tau - math.pi
        return abs(angle) < self.pir.cone_rad / 2 + math.asin(MARGIN_M / distance_m)

    def sees(self, point: Point, shut_doors: Iterable[str]) -> bool:
        """Return whether no wall, window or shut door is in between; glass stops this warmth."""
        eye = (self._x, self._y)
        doors = (self._doors[name] for name in shut_doors)
        barriers = (*self._walls, *self._opaque, *doors)
        return all(crossing(eye, point, *barrier) is None for barrier in barriers)


def changes(
    lens: Lens, track: Track, start_s: float, end_s: float, height_m: float
) -> Iterator[tuple[float, Point]]:
    """Yield when a body passes from finger to finger in a span of time, and where.

    Walls are not looked at here: ask `lens.sees` about each.
    """
    if height_m <= lens.pir.pet_m:
        return
    for leg in track.between(start_s, end_s):
        if isinstance(leg, Still) and not lens.may_feel(*leg.place):
            continue
        for low_s, high_s in _moving_times(leg, max(start_s, leg.start_s), min(end_s, leg.end_s)):
            yield from _passed(lens, track, low_s, high_s)


def motions(lens: Lens, who: str, times: Iterable[float]) -> list[Motion]:
    """Return the spans in which changes at these times are motion."""
    found: list[Motion] = []
    last_s = -math.inf
    for t_s in times:
        if t_s - last_s <= WINDOW_S:
            if found and t_s <= found[-1].end_s:
                found[-1] = Motion(found[-1].start_s, t_s + HOLD_S, lens.pir.name, who)
            else:
                found.append(Motion(t_s, t_s + HOLD_S, lens.pir.name, who))
        last_s = t_s
    return found


def _passed(
    lens: Lens, track: Track, start_s: float, end_s: float
) -> Iterator[tuple[float, Point]]:
    first, last = math.floor(start_s / STEP_S), math.floor(end_s / STEP_S)
    before: int | None = None
    for step in range(first, last + 1):  # a fixed grid: it does not matter who asks from when
        point = _swaying(track.at(step * STEP_S))
        zone = None if point is None else lens.zone(*point)
        if zone is not None and before is not None and zone != before:
            assert point is not None
            yield step * STEP_S, point
        before = zone


def _swaying(stance: Stance | None) -> Point | None:
    """Return where the warmth of a body is: who walks sways with each step."""
    if stance is None or stance.pose != "walks":
        return None if stance is None else stance[:2]
    side = stance.facing_rad + math.pi / 2
    off_m = SWAY_M * math.sin(math.tau * stance.phase)
    return (stance.x_m + off_m * math.cos(side), stance.y_m + off_m * math.sin(side))


def _moving_times(leg: Leg, start_s: float, end_s: float) -> Iterator[tuple[float, float]]:
    """Yield the spans within a leg in which the body moves from its place."""
    if not isinstance(leg, Still):
        yield start_s, end_s
        return
    for shift in leg.shifts(start_s - LONGEST_SHIFT_S, end_s):
        low_s, high_s = max(start_s, shift.t_s), min(end_s, shift.t_s + shift.lasts_s)
        if low_s < high_s:
            yield low_s, high_s
