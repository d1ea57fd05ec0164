"""How somebody gets about: walks along ways, opens the doors on them, sits down and gets up."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hardware_mocks.worlds.house import movement
from hardware_mocks.worlds.house.deeds import DOOR_S, Deeds
from hardware_mocks.worlds.house.movement import Settle, Stance, Still, Track, Turn, Walk
from hardware_mocks.worlds.house.paths import CAT_RADIUS_M, PERSON_RADIUS_M, FreeSpace, free_space
from hardware_mocks.worlds.house.plan import Door, Place, Plan, Point
from hardware_mocks.worlds.house.state import Pose
from hardware_mocks.worlds.house.timelines import Passage

RESTLESS = {
    "stands": (6.0, 0.05),
    "sits": (25.0, 0.06),
    "lies": (240.0, 0.12),
    "crawls": (20.0, 0.03),
    "walks": (6.0, 0.05),
}
"""By pose: mean seconds between two shifts, and their mean size in m (estimates)."""
REACH_S = 0.9
"""How long a hand is at a door before one goes through."""
SEAT_S = 1.3


@dataclass
class Walker:
    """Somebody who moves: legs are appended to the track, and `now_s` moves on.

    Attributes:
        stance: where it is at `now_s`; None while it is not there.
        seat: where it sits or lies.
    """

    name: str
    plan: Plan
    deeds: Deeds
    track: Track
    now_s: float
    stance: Stance | None
    seed: int
    is_cat: bool = False
    seat: Place | None = None
    chance: random.Random = field(init=False)
    _turns: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.seed} {self.name} {self.now_s:.3f}")
        base = movement.CAT_M_S if self.is_cat else movement.WALK_M_S
        self.own_speed_m_s = base * self.chance.uniform(0.92, 1.08)

    @property
    def space(self) -> FreeSpace:
        """Where it can walk."""
        return free_space(self.plan, CAT_RADIUS_M if self.is_cat else PERSON_RADIUS_M)

    def stay(self, for_s: float, *, reaches: bool = False) -> None:
        """Stay where one is."""
        if self.stance is not None and for_s > 0:
            seed = f"{self.seed} {self.name}"
            stance = self.stance._replace(reaches=reaches)
            restless = (math.inf, 0.0) if reaches else RESTLESS[stance.pose]
            until_s = self.now_s + for_s
            self.track.add(Still(self.now_s, until_s, stance, seed=seed, restless=restless))
        self.now_s += for_s

    def go_to(
        self,
        goal: Point,
        speed_m_s: float,
        *,
        pose: Any = "walks",
        leaves_open: bool = False,
        turns: bool = True,
    ) -> None:
        """Walk to a point, through doors; with `turns`, turn to it first."""
        self._turns = turns
        self._get_up()
        if self.stance is None:
            self.appear_at(goal)
            return
        way = list(self.space.way(self.stance[:2], goal))
        passed: set[str] = set()
        while ahead := [(d, m) for d, m in self._doors_on(way) if d.name not in passed]:
            door, gone_m = ahead[0]
            passed.add(door.name)
            way = self._pass(door, way, gone_m, speed_m_s, pose, leaves_open=leaves_open)
        self._walk(way, speed_m_s, pose)

    def turn_to(self, to_rad: float) -> None:
        """Turn on the spot."""
        assert self.stance is not None
        turn = Turn(self.now_s, self.stance, to_rad)
        if turn.end_s > self.now_s:
            self.track.add(turn)
            self.now_s = turn.end_s
        self.stance = self.stance._replace(facing_rad=to_rad)

    def _walk(self, way: Sequence[Point], speed_m_s: float, pose: Any) -> None:
        assert self.stance is not None
        stride_m = movement.STRIDE_M * (speed_m_s / movement.WALK_M_S) ** 0.42  # Grieve 1968
        stride_m *= 0.35 if self.is_cat else 1.0
        walk = Walk(self.now_s, way, speed_m_s, pose, stride_m)
        if walk.length_m < 0.02:
            return
        if self._turns:
            self.turn_to(walk.first_course_rad)
        walk = Walk(self.now_s, way, speed_m_s, pose, stride_m)
        self.track.add(walk)
        self.now_s = walk.end_s
        rests: Pose = "crawls" if pose == "crawls" else "stands"
        self.stance = walk.at(walk.end_s)._replace(pose=rests, phase=0.0)

    def _pass(
        self,
        door: Door,
        way: list[Point],
        gone_m: float,
        speed_m_s: float,
        pose: Any,
        *,
        leaves_open: bool,
    ) -> list[Point]:
        """Walk up to a shut door and open it; return the rest of the way. It falls shut behind."""
        if self.deeds.door(door.name).rests.at(self.now_s + gone_m / speed_m_s) > 0.5:
            return way
        stop_m = max(0.0, gone_m - self._room_for_leaf(door, way, gone_m))
        before, after = _split(way, stop_m)
        self._walk(before, speed_m_s, pose)
        if self.is_cat:
            opens_s, wait_s = self.now_s, 0.4
        else:
            opens_s, wait_s = self.now_s + 0.2, REACH_S
        self.stay(wait_s, reaches=not self.is_cat)
        through_s = self.now_s + (gone_m - stop_m + 0.8) / speed_m_s
        if leaves_open:
            self.deeds.add(opens_s, "leaf", door.name, 1.0, over_s=DOOR_S, who=self.name)
        else:
            times = (opens_s, opens_s + DOOR_S, max(through_s, opens_s + DOOR_S + 0.1))
            self.deeds.pass_through(door.name, Passage(self.name, *times, times[2] + DOOR_S))
        return after

    @staticmethod
    def _room_for_leaf(door: Door, way: Sequence[Point], gone_m: float) -> float:
        """Return how far before the door one stops: farther where the leaf comes towards one."""
        before = _point_at(way, max(0.0, gone_m - 0.5))
        tip = door.tip_at(0.5)
        comes_near = math.dist(before, tip) < door.width_m
        return door.width_m + 0.1 if comes_near else 0.5

    def _doors_on(self, way: Sequence[Point]) -> list[tuple[Door, float]]:
        """Return the doors on a way, and how far from its start each is."""
        found, gone_m = [], 0.0
        for a, b in pairwise(way):
            for door in self.plan.doors.values():
                share = crossing(a, b, *door.ends)
                if share is not None:
                    found.append((door, gone_m + share * math.dist(a, b)))
            gone_m += math.dist(a, b)
        return sorted(found, key=lambda item: item[1])

    def appear_at(self, point: Point, facing_rad: float = 0.0) -> None:
        """Be there from one moment to the next."""
        x, y = self.space.nearest(point)
        self.stance = Stance(x, y, facing_rad, "stands")

    def _get_up(self) -> None:
        if self.seat is None or self.stance is None:
            return
        floor = self.seat.floor_point
        upright = Stance(*floor, self.stance.facing_rad, "stands")
        self.settle(upright)
        self.seat = None

    def settle(self, after: Stance) -> None:
        """Sit or lie down, or get up."""
        assert self.stance is not None
        settle = Settle(self.now_s, SEAT_S, self.stance, after)
        self.track.add(settle)
        self.now_s, self.stance = settle.end_s, after


def crossing(a: Point, b: Point, c: Point, d: Point) -> float | None:
    """Return at which share of a-b it crosses c-d, or None where they do not meet."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    across = rx * sy - ry * sx
    if abs(across) < 1e-12:
        return None
    share = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / across
    other = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / across
    return share if 0 <= share < 1 and 0 <= other <= 1 else None


def _point_at(way: Sequence[Point], gone_m: float) -> Point:
    return Walk(0.0, way, 1.0, "walks", 1.0).point(gone_m)


def _split(way: Sequence[Point], gone_m: float) -> tuple[list[Point], list[Point]]:
    """Return a way until so many metres, and the rest of it."""
    middle = _point_at(way, gone_m)
    before, after = [way[0]], list[Point]()
    walked = 0.0
    for a, b in pairwise(way):
        walked += math.dist(a, b)
        (before if walked < gone_m else after).append(b)
    return [*before, middle], [middle, *after]
