"""Scenarios by chance: the same number always gives the same, as "obstacle_12" or "lights_12".

Road, look and what stands there come from the number alone. Those from 1000 to 1019 belong to the
proof: nobody tunes or trains on them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations

from hardware_mocks.worlds.track.along import pose_at
from hardware_mocks.worlds.track.cast import BESIDE_M, thing_of
from hardware_mocks.worlds.track.in_sight import ENOUGH_M, in_sight_m
from hardware_mocks.worlds.track.road import Road
from hardware_mocks.worlds.track.road_shape import length_of
from hardware_mocks.worlds.track.roads import RoadKind, road_by_seed, with_stop_line
from hardware_mocks.worlds.track.scenario import Actor, Movement, TrackScenario
from hardware_mocks.worlds.track.state import Pose, ThingKind

ROOM_M = 1.5
"""From the start to the first thing, and between two."""
TRIES = 200
APART_M = 0.1
_BOX_M = (0.12, 0.35)
_COLOURS = ("brown", "red", "blue", "green", "yellow", "white", "black")
_SIGN_LOOKS = ("stop", "stop", "stop_plain", "stop_worn", "stop_arabic")


def scenario_by_chance(kind: str, seed: int) -> TrackScenario:
    """Return the scenario of a kind and a number; the kinds are those of `KINDS`."""
    road_kind, title, cast = KINDS[kind]
    road = road_by_seed(seed, road_kind)
    actors: tuple[Actor, ...] = ()
    if cast is not None:
        road, actors = cast(road, random.Random(f"{kind} {seed}"))
    name = f"{kind}_{seed}"
    return TrackScenario(name, f"{title}, number {seed}", road, look_seed=seed, actors=actors)


Cast = Callable[[Road, random.Random], tuple[Road, tuple[Actor, ...]]]


def _box(road: Road, chance: random.Random) -> tuple[Road, tuple[Actor, ...]]:
    """Put a box somewhere in the lane."""
    s_m = chance.uniform(ROOM_M, length_of(road.lane) - 0.8)
    size = (chance.uniform(*_BOX_M), chance.uniform(0.1, 0.3), chance.uniform(0.12, 0.3))
    beside = pose_at(road, s_m, chance.uniform(-0.05, 0.05))
    turned = beside.heading_rad + math.radians(chance.uniform(-25, 25))
    pose = Pose(beside.x_m, beside.y_m, turned)
    box = thing_of(ThingKind.BOX, "box", pose, chance.choice(_COLOURS), size)
    return road, (Actor(box, s_m),)


def _walker(road: Road, chance: random.Random) -> tuple[Road, tuple[Actor, ...]]:
    """Let somebody cross when the car comes."""
    s_m = chance.uniform(ROOM_M, length_of(road.lane) - 0.8)
    side_m = chance.choice((-1, 1)) * chance.uniform(0.4, 0.6)
    walker = thing_of(ThingKind.WALKER, "walker", pose_at(road, s_m, side_m))
    actor = Actor(walker, s_m, side_m, Movement.CROSSES, chance.uniform(0.15, 0.35), -side_m)
    return road, (replace(actor, when_near_m=chance.uniform(0.9, 1.3)),)


def _traffic(road: Road, chance: random.Random) -> tuple[Road, tuple[Actor, ...]]:
    """Let a slower car drive ahead."""
    s_m = chance.uniform(1.0, 2.0)
    other = thing_of(ThingKind.CAR, "other car", pose_at(road, s_m), chance.choice(_COLOURS))
    return road, (Actor(other, s_m, 0.0, Movement.DRIVES, chance.uniform(0.1, 0.25)),)


def _signs(road: Road, chance: random.Random) -> tuple[Road, tuple[Actor, ...]]:
    """Put two stop signs beside the road, far enough apart, and something red that is none."""
    first_m, second_m = _two_in_sight(road, chance, length_of(road.lane))
    actors = []
    for number, s_m in enumerate((first_m, second_m), 1):
        pose = _facing(road, s_m, BESIDE_M)
        looks = chance.choice(_SIGN_LOOKS)
        sign = thing_of(ThingKind.STOP_SIGN, f"stop sign {number}", pose, looks)
        actors.append(Actor(sign, s_m, BESIDE_M, stop_s_m=s_m))
        if chance.random() < 0.5:
            road = with_stop_line(road, s_m)
    clutter_m = (first_m + second_m) / 2
    pose = _facing(road, clutter_m, -chance.uniform(0.4, 0.6))
    red = thing_of(ThingKind.CLUTTER, "clutter", pose, chance.choice(("red", "yellow")))
    return road, (*actors, Actor(red, clutter_m))


def _lights(road: Road, chance: random.Random) -> tuple[Road, tuple[Actor, ...]]:
    """Put a traffic light beside the road that changes all the time."""
    s_m = _in_sight(road, chance, 2 * ROOM_M, length_of(road.lane) - 0.8)
    light = thing_of(ThingKind.TRAFFIC_LIGHT, "light", _facing(road, s_m, BESIDE_M))
    times = ("red", chance.uniform(4, 8)), ("green", chance.uniform(5, 9)), ("amber", 2.0)
    shift = chance.randrange(3)
    schedule = (*times[shift:], *times[:shift])
    actor = Actor(light, s_m, BESIDE_M, schedule=schedule, stop_s_m=s_m)
    return with_stop_line(road, s_m), (actor,)


def _two_in_sight(road: Road, chance: random.Random, lap_m: float) -> tuple[float, float]:
    """Return places of two signs, far enough apart, at which who comes can see them well."""
    first_m = _in_sight(road, chance, ROOM_M, lap_m / 2 - 0.5)
    second_m = _in_sight(road, chance, first_m + 2 * ROOM_M, lap_m - 0.6)
    if min(_sight_m(road, first_m), _sight_m(road, second_m)) >= ENOUGH_M:
        return first_m, second_m
    places = [(_sight_m(road, s_m), s_m) for s_m in _every(ROOM_M, lap_m - 0.6)]
    pairs = [(a, b) for a, b in combinations(places, 2) if b[1] - a[1] >= 2 * ROOM_M]
    (_, first_m), (_, second_m) = max(pairs, key=lambda pair: min(pair[0][0], pair[1][0]))
    return first_m, second_m


def _in_sight(road: Road, chance: random.Random, from_m: float, to_m: float) -> float:
    """Return a place at which who comes can see a sign well; where there is none, the best."""
    for _ in range(TRIES):
        s_m = chance.uniform(from_m, to_m)
        if _sight_m(road, s_m) >= ENOUGH_M:
            return s_m
    return max(_every(from_m, to_m), key=lambda s_m: _sight_m(road, s_m))


def _sight_m(road: Road, s_m: float) -> float:
    return in_sight_m(road, s_m, _facing(road, s_m, BESIDE_M))


def _every(from_m: float, to_m: float) -> list[float]:
    """Return places along the road, a hand's breadth apart."""
    return [from_m + number * APART_M for number in range(int((to_m - from_m) / APART_M) + 1)]


def _facing(road: Road, s_m: float, side_m: float) -> Pose:
    """Return the pose of a sign beside the lane that faces who comes."""
    pose = pose_at(road, s_m, side_m)
    return Pose(pose.x_m, pose.y_m, pose.heading_rad + math.pi)


KINDS: Mapping[str, tuple[RoadKind, str, Cast | None]] = {
    "lane": (RoadKind.TWO_EDGES, "A road by chance", None),
    "two_lanes": (RoadKind.TWO_LANES, "Two lanes by chance", None),
    "line": (RoadKind.LINE, "A line by chance", None),
    "obstacle": (RoadKind.TWO_EDGES, "A box in the way", _box),
    "walker": (RoadKind.TWO_EDGES, "Somebody crosses", _walker),
    "traffic": (RoadKind.TWO_EDGES, "A slower car ahead", _traffic),
    "signs": (RoadKind.TWO_EDGES, "Two stop signs", _signs),
    "lights": (RoadKind.TWO_EDGES, "A traffic light", _lights),
}
"""By name: the road, the title, what is put on it."""
