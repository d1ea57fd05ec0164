"""What stands and moves beside the car: boxes, people who cross, another car, signs, lights."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from hardware_mocks.worlds.track.along import Place, ruler_of
from hardware_mocks.worlds.track.road import Road
from hardware_mocks.worlds.track.scenario import Actor, Movement
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind
from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring.faults import did_you_mean

SIZES_M: dict[ThingKind, tuple[float, float, float]] = {
    ThingKind.STOP_SIGN: (0.08, 0.01, 0.15),
    ThingKind.TRAFFIC_LIGHT: (0.04, 0.04, 0.15),
    ThingKind.BOX: (0.20, 0.20, 0.20),
    ThingKind.WALKER: (0.08, 0.08, 0.25),
    ThingKind.CAR: (0.16, 0.20, 0.12),
    ThingKind.CLUTTER: (0.10, 0.10, 0.15),
}
"""Usual width, depth and height."""
COLOURS = ("red", "amber", "green")
BESIDE_M = -0.30
"""Where a sign stands: to the right of the lane, a hand's breadth from its mark."""
MOST_THINGS = 24


class Player:
    """One thing, and what it is doing.

    Attributes:
        actor: as in the scenario.
        thing: as it is now.
        held_at: where a hand has put it, or None.
        told: what a hand has switched a light to, or None.
    """

    def __init__(self, road: Road, actor: Actor) -> None:
        self.actor, self.thing = actor, actor.thing
        self.held_at: Pose | None = None
        self.told: str | None = None
        self._ruler = ruler_of(road)
        self._begun_s: float | None = None
        if actor.schedule:
            self._shine(0.0)

    @property
    def colour(self) -> str:
        """What a light shows, what a box is painted."""
        return self.thing.looks

    def go_on(self, now_s: float, car: Place, front_m: float) -> Thing:
        """Return how it is now."""
        if self.actor.schedule:
            self._shine(now_s)
        if self.held_at is None and self.actor.movement != Movement.STANDS:
            self._begin(now_s, car, front_m)
            if self._begun_s is not None:
                self.thing = replace(self.thing, pose=self._pose(now_s - self._begun_s))
        return self.thing

    def hold(self, pose: Pose) -> None:
        """Put it somewhere: it stays there."""
        self.held_at = pose
        self.thing = replace(self.thing, pose=pose)

    def _begin(self, now_s: float, car: Place, front_m: float) -> None:
        if self._begun_s is not None or now_s < self.actor.at_s:
            return
        near_m = self.actor.when_near_m
        way_m = self._ruler.way_m(car.s_m, self.actor.s_m) - front_m
        if near_m is None or 0 <= way_m <= near_m:
            self._begun_s = now_s

    def _pose(self, for_s: float) -> Pose:
        actor = self.actor
        if actor.movement == Movement.DRIVES:
            pose = self._ruler.pose_at(actor.s_m + actor.speed_m_s * for_s, actor.side_m)
            turn = math.pi if actor.speed_m_s < 0 else 0.0
            return Pose(pose.x_m, pose.y_m, pose.heading_rad + turn)
        way_m = actor.to_side_m - actor.side_m
        gone_m = math.copysign(min(abs(way_m), actor.speed_m_s * for_s), way_m)
        pose = self._ruler.pose_at(actor.s_m, actor.side_m + gone_m)
        facing = math.copysign(math.pi / 2, way_m)
        return Pose(pose.x_m, pose.y_m, pose.heading_rad + facing)

    def _shine(self, now_s: float) -> None:
        colour = self.told or colour_at(self.actor.schedule, now_s)
        if colour != self.thing.looks:
            self.thing = replace(self.thing, looks=colour)


class Cast:
    """Everything that stands or moves on a track, but the car.

    Attributes:
        players: by name.
        things: how they are now.
    """

    def __init__(self, road: Road, actors: Iterable[Actor]) -> None:
        self._road = road
        self.players = {actor.thing.name: Player(road, actor) for actor in actors}
        self.things: tuple[Thing, ...] = tuple(p.thing for p in self.players.values())
        self._is_still = False
        self._look()

    def go_on(self, now_s: float, car: Place, front_m: float) -> tuple[Thing, ...]:
        """Let everything go on; return how it is now."""
        if not self._is_still:
            self.things = tuple(p.go_on(now_s, car, front_m) for p in self.players.values())
        return self.things

    def put(
        self,
        kind: ThingKind,
        pose: Pose,
        *,
        name: str = "",
        looks: str = "",
        size_m: tuple[float, float, float] | None = None,
    ) -> str:
        """Put something new on the track; return its name."""
        if len(self.players) >= MOST_THINGS:
            raise BadInputError(f"The track is full: {MOST_THINGS} things. Take one away first.")
        name = name or self._free_name(kind)
        if name in self.players:
            raise BadInputError(f"There is something called {name!r} already.")
        place = ruler_of(self._road).project(pose.x_m, pose.y_m)
        actor = Actor(thing_of(kind, name, pose, looks, size_m), place.s_m, place.offset_m)
        self.players[name] = Player(self._road, actor)
        self._look()
        return name

    def take(self, name: str) -> None:
        """Take something away."""
        del self.players[self.player(name).thing.name]
        self._look()

    def move(self, name: str, x_m: float, y_m: float, heading_rad: float | None = None) -> None:
        """Put something somewhere else, where it stays."""
        player = self.player(name)
        heading = player.thing.pose.heading_rad if heading_rad is None else heading_rad
        player.hold(Pose(x_m, y_m, heading))
        self._look()

    def set_light(self, name: str, colour: str | None) -> None:
        """Switch a light; with None it follows its schedule again."""
        player = self.player(name)
        if player.thing.kind != ThingKind.TRAFFIC_LIGHT:
            raise BadInputError(f"{name} is no traffic light.")
        if colour is not None and colour not in COLOURS:
            raise BadInputError(f"A light shows {', '.join(COLOURS)} (got {colour!r}).")
        player.told = colour
        if colour is not None:
            player.thing = replace(player.thing, looks=colour)
        self._look()

    def player(self, name: str) -> Player:
        """Return one by its name.

        Raises:
            NotThereError: nothing goes by that name.
        """
        if name not in self.players:
            hint = did_you_mean(name, list(self.players))
            raise NotThereError(f"There is no {name!r} on the track.{hint}")
        return self.players[name]

    def _look(self) -> None:
        self.things = tuple(p.thing for p in self.players.values())
        self._is_still = not any(
            p.actor.schedule or p.actor.movement != Movement.STANDS for p in self.players.values()
        )

    def _free_name(self, kind: ThingKind) -> str:
        number = 1
        while (name := f"{kind.replace('_', ' ')} {number}") in self.players:
            number += 1
        return name


def thing_of(
    kind: ThingKind,
    name: str,
    pose: Pose,
    looks: str = "",
    size_m: tuple[float, float, float] | None = None,
) -> Thing:
    """Return a thing of the usual size and colour of its kind."""
    usual = {ThingKind.TRAFFIC_LIGHT: "red", ThingKind.BOX: "brown", ThingKind.CLUTTER: "red"}
    return Thing(name, kind, pose, *(size_m or SIZES_M[kind]), looks or usual.get(kind, ""))


def colour_at(schedule: tuple[tuple[str, float], ...], now_s: float) -> str:
    """Return what a light shows at a time; its schedule begins anew when it is over."""
    rest_s = now_s % sum(seconds for _, seconds in schedule)
    for colour, seconds in schedule:
        if rest_s < seconds:
            return colour
        rest_s -= seconds
    return schedule[-1][0]
