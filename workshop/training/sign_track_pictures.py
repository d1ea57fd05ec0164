"""Pictures that the simulated car takes of signs beside its road, each with its labels.

Roads and looks by seed; the seeds of the proof (1000 to 1019) are never among them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.picture.view import CarView
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind, TrackState
from hardware_mocks.worlds.track.track import Track
from workshop.training.sign_pictures import Drawn, Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.random import Generator

TRAINING_SEEDS = (100, 1000)
UNSEEN_SEEDS = (1, 100)
"""Roads that no net has learnt from, this one and those that it learnt on."""
PICTURES_A_ROAD = 40
"""Painting a floor takes longer than taking pictures of it."""
NEAR_M = (0.4, 1.5)
"""Where the car has to know what stands there: half of what is learnt stands within."""
LEAST_SEEN = 0.85
LEAST_LEARNT = 0.45
"""A plate of which no more than this is seen is learnt too, though not asked for."""
KINDS = {ThingKind.STOP_SIGN: (0.08, 0.01, 0.15), ThingKind.TRAFFIC_LIGHT: (0.04, 0.03, 0.15)}
"""Width, depth and upper edge in metres, as the kit's own are."""
CLUTTER = ("red ball", "orange cone", "red cup", "yellow ball", "green cup", "red book")
BALL_SHARE = 0.25
"""So many things are balls as scenarios lay them beside a lane, where nothing else is said."""
BALLS = ("red", "yellow", "red", "yellow", "orange")
BALL_M = (0.10, 0.10, 0.15)
"""Width, depth and height of those of the scenarios; every second one is as big as it likes."""


def track_pictures(
    count: int, seed: int, *, unseen: bool = False, balls: float | None = None,
    style: str = "random", knobs: Mapping[str, Any] | None = None,
) -> Iterator[Drawn]:  # fmt: skip
    """Draw pictures of the simulated track.

    Args:
        count: how many.
        seed: the same seed draws the same pictures.
        unseen: on roads and floors on which no net is trained.
        balls: share of things that are balls, most of them near; None: `BALL_SHARE` where a net
            is to learn, else none.
        style: of all looks, such as "glaring": a name of `Look.styled`.
        knobs: of all looks, such as the colour of the marks: names and values of `Look.changed`.
    """
    if balls is None:
        balls = 0.0 if unseen else BALL_SHARE
    seeds = UNSEEN_SEEDS if unseen else TRAINING_SEEDS
    made = 0
    road = 0
    while made < count:
        chance = np.random.default_rng([seed, road])
        number = int(chance.integers(*seeds))
        track = Track(f"lane_{number}", seed=number)
        view = CarView(track, looks=Look.styled(style, number).changed(**(knobs or {})))
        for _ in range(min(PICTURES_A_ROAD, count - made)):
            yield _taken(view, track.road.lane, chance, balls, is_learnt=not unseen)
            made += 1
        road += 1


def _taken(
    view: CarView, lane: np.ndarray, chance: Generator, balls: float, *, is_learnt: bool
) -> Drawn:
    state = _state(lane, chance, near=0.5 if is_learnt else 0.0, balls=balls)
    picture = view.frame(state)
    shown: list[tuple[float, Label]] = []
    for thing, box, share in view.truth_boxes(state):
        kind = _kind(thing)
        if kind:
            x, y, wide, high = (round(value) for value in box)
            shown.append((share, Label(kind, (x, y, max(1, wide), max(1, high)))))
    least = {"stop": LEAST_LEARNT} if is_learnt else {}
    counts = [share >= least.get(label.kind, LEAST_SEEN) for share, label in shown]
    return Drawn(
        picture,
        tuple(label for (_, label), clear in zip(shown, counts, strict=True) if clear),
        tuple(
            label
            for (share, label), clear in zip(shown, counts, strict=True)
            if not clear and share > 0.1
        ),
    )


def _kind(thing: Thing) -> str:
    if thing.kind is ThingKind.STOP_SIGN:
        return "stop"
    return thing.looks if thing.kind is ThingKind.TRAFFIC_LIGHT else ""


def _state(lane: np.ndarray, chance: Generator, near: float, balls: float) -> TrackState:
    """Put the car somewhere on its lane, and a few things before it."""
    at = int(chance.integers(len(lane)))
    here, ahead = lane[at], lane[(at + 3) % len(lane)]
    heading = math.atan2(ahead[1] - here[1], ahead[0] - here[0]) + chance.normal(0, 0.08)
    car = Pose(here[0] + chance.normal(0, 0.02), here[1] + chance.normal(0, 0.02), heading)
    things = tuple(
        _ball(number, car, chance)
        if balls and chance.random() < balls
        else _thing(number, car, chance, near)
        for number in range(int(chance.integers(1, 5)))
    )
    return TrackState(
        t_ns=int(chance.integers(10**9)), car=car, speed_m_s=chance.uniform(0, 0.8), things=things
    )


def _thing(number: int, car: Pose, chance: Generator, near: float) -> Thing:
    away_m, side_m = chance.uniform(0.3, 2.2), chance.uniform(-0.55, 0.55)
    if near and chance.random() < near:
        away_m = chance.uniform(*NEAR_M)
    facing = _facing(car, away_m, side_m, chance)
    kind = (ThingKind.STOP_SIGN, ThingKind.TRAFFIC_LIGHT, ThingKind.CLUTTER, ThingKind.BOX)[
        int(chance.choice(4, p=[0.35, 0.4, 0.15, 0.1]))
    ]
    wide, deep, high = KINDS.get(kind, (0.08, 0.08, chance.uniform(0.06, 0.15)))
    looks = ""
    if kind is ThingKind.TRAFFIC_LIGHT:
        looks = str(chance.choice(["red", "amber", "green", "red", "amber", "green", ""]))
    elif kind is ThingKind.CLUTTER:
        looks = str(chance.choice(CLUTTER))
    elif kind is ThingKind.BOX:
        looks = str(chance.choice(["red", "orange", "yellow", "green", "brown"]))
    return Thing(
        f"{kind.value} {number} {chance.integers(10**6)}", kind, facing, wide, deep, high, looks
    )


def _ball(number: int, car: Pose, chance: Generator) -> Thing:
    """Lay a ball, upright or round, before the car."""
    facing = _facing(car, chance.uniform(*NEAR_M), chance.uniform(-0.6, 0.6), chance)
    wide, deep, high = BALL_M
    if chance.random() < 0.5:
        wide = deep = chance.uniform(0.05, 0.14)
        high = wide * chance.uniform(0.9, 1.6)
    name = f"ball {number} {chance.integers(10**6)}"
    looks = str(chance.choice(BALLS))
    return Thing(name, ThingKind.CLUTTER, facing, wide, deep, high, looks)


def _facing(car: Pose, away_m: float, side_m: float, chance: Generator) -> Pose:
    """Return a place before the car, turned to it more or less."""
    cos, sin = math.cos(car.heading_rad), math.sin(car.heading_rad)
    x, y = car.x_m + cos * away_m - sin * side_m, car.y_m + sin * away_m + cos * side_m
    return Pose(x, y, car.heading_rad + math.pi + chance.normal(0, 0.25))
