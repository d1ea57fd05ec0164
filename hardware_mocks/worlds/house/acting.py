"""Turns the lines that a person of a scenario follows into a track and deeds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hardware_mocks.worlds.house import movement
from hardware_mocks.worlds.house.deeds import DOOR_S
from hardware_mocks.worlds.house.lines import Line
from hardware_mocks.worlds.house.movement import Stance
from hardware_mocks.worlds.house.plan import Place, Point
from hardware_mocks.worlds.house.walking import Walker

SPEEDS_M_S = {"slowly": 0.35, "creeping": 0.12, "quickly": 2.6, "crawling": movement.CRAWL_M_S}
KEY_S, KEY_GAP_S = 0.16, 0.3
"""How long a key is held, and how long a finger needs to the next."""
RING_S = 0.7
NEAR_M = 0.35


@dataclass
class Actor(Walker):
    """Somebody who does what lines say, one after the other."""

    code: str = "1234"
    start_clock_s: float = 0.0

    def follow(self, acts: Sequence[Line]) -> None:
        """Do everything in turn, then stay."""
        for act in acts:
            getattr(self, f"_{act.verb}")(act)
        self.stay(math.inf)

    # -- the verbs

    def _wait(self, act: Line) -> None:
        self.stay(act.get("SECONDS"))

    _stay = _wait

    def _until(self, act: Line) -> None:
        clock_s = (self.start_clock_s + self.now_s) % 86_400
        self.stay((act.get("CLOCK") - clock_s) % 86_400)

    def _go(self, act: Line) -> None:
        place = self._place(act.get("PLACE"))
        manner = next((word for word in act.given.values() if word in SPEEDS_M_S), "")
        speed = act.get("SPEED") or SPEEDS_M_S.get(manner, self.own_speed_m_s)
        pose = "crawls" if manner == "crawling" else "walks"
        self.go_to(self._near(place), speed, pose=pose, leaves_open=bool(act.get("leaving")))
        if not math.isnan(place.facing_rad) and place.kind == "stand":
            self.turn_to(place.facing_rad)

    def _sit(self, act: Line) -> None:
        self._take_seat(act, "sits")

    def _lie(self, act: Line) -> None:
        self._take_seat(act, "lies")

    def _take_seat(self, act: Line, pose: Any) -> None:
        place = self._place(act.get("PLACE"))
        self.go_to(place.floor_point, self.own_speed_m_s)
        facing = 0.0 if math.isnan(place.facing_rad) else place.facing_rad
        self.settle(Stance(*place.at, facing, pose))
        self.seat = place
        self.stay(act.get("SECONDS", 0.0))

    def _face(self, act: Line) -> None:
        x, y = self._place(act.get("PLACE")).at
        assert self.stance is not None
        self.turn_to(math.atan2(y - self.stance.y_m, x - self.stance.x_m))

    def _wander(self, act: Line) -> None:
        end_s = self.now_s + act.get("SECONDS")
        manner = next((word for word in act.given.values() if word in SPEEDS_M_S), "")
        speed = SPEEDS_M_S.get(manner, self.own_speed_m_s * 0.8)
        while self.now_s < end_s:
            self.go_to(self._anywhere_in(act.get("ROOM")), speed)
            self.stay(self.chance.uniform(1.0, 6.0))

    def _dance(self, act: Line) -> None:
        assert self.stance is not None
        end_s = self.now_s + act.get("SECONDS")
        home = self.stance[:2]
        while self.now_s < end_s:
            to = (
                home[0] + self.chance.uniform(-0.3, 0.3),
                home[1] + self.chance.uniform(-0.3, 0.3),
            )
            if self.space.is_free(*to) and self.space.sees(self.stance[:2], to):
                self.go_to(to, self.chance.uniform(0.6, 1.4))
            self.turn_to(self.stance.facing_rad + self.chance.uniform(-1.5, 1.5))

    def _open(self, act: Line) -> None:
        self._move_leaf(act.get("LEAF"), 1.0)

    def _shut(self, act: Line) -> None:
        self._move_leaf(act.get("LEAF"), 0.0)

    def _move_leaf(self, leaf: str, to: float) -> None:
        self.deeds.add(self.now_s + 0.2, "leaf", leaf, to, over_s=DOOR_S, who=self.name)
        self.stay(0.2 + DOOR_S, reaches=True)

    def _draw(self, act: Line) -> None:
        self._move_curtain(act.get("CURTAIN"), 1.0)

    def _undraw(self, act: Line) -> None:
        self._move_curtain(act.get("CURTAIN"), 0.0)

    def _move_curtain(self, window: str, to: float) -> None:
        self.deeds.add(self.now_s + 0.2, "curtain", window, to, over_s=1.5, who=self.name)
        self.stay(1.8, reaches=True)

    def _switch(self, act: Line) -> None:
        value = 1.0 if act.get("on|off") == "on" else 0.0
        self.deeds.add(self.now_s + 0.3, "lamp", act.get("LAMP"), value, who=self.name)
        self.stay(0.6, reaches=True)

    def _type(self, act: Line) -> None:
        name, keypad = next(iter(self.plan.keypads.items()))
        self._stand_at(keypad.stand, keypad.at[:2])
        for key in act.get("KEYS").replace("code", self.code):
            self.stay(KEY_GAP_S * self.chance.uniform(0.7, 1.5), reaches=True)
            self.deeds.add(self.now_s, "key", name, over_s=KEY_S, who=self.name, text=key)
            self.stay(KEY_S, reaches=True)

    def _ring(self, act: Line) -> None:
        name, bell = next(iter(self.plan.bells.items()))
        self._stand_at(bell.stand, bell.at[:2])
        for_s = act.get("SECONDS", RING_S)
        self.deeds.add(self.now_s, "bell", name, over_s=for_s, who=self.name)
        self.stay(for_s + 0.3, reaches=True)

    def _stand_at(self, stand: Point, what: Point) -> None:
        assert self.stance is not None
        if math.dist(self.stance[:2], stand) > NEAR_M:
            self.go_to(stand, self.own_speed_m_s)
        self.turn_to(math.atan2(what[1] - self.stance.y_m, what[0] - self.stance.x_m))

    def _carry(self, act: Line) -> None:
        self.deeds.add(self.now_s, "carry", act.get("THING"), who=self.name)

    def _put(self, act: Line) -> None:
        self.deeds.add(self.now_s, "carry", "", who=self.name)

    def _appear(self, act: Line) -> None:
        place = self._place(act.get("PLACE"))
        if self.track.away and math.isinf(self.track.away[-1][1]):
            self.track.away[-1] = (self.track.away[-1][0], self.now_s)
        self.appear_at(place.floor_point)

    def _leave(self, act: Line) -> None:
        if self.stance is not None:
            self.track.away.append((self.now_s, math.inf))
        self.stance, self.seat = None, None

    # -- where

    def _place(self, name: str) -> Place:
        if name in self.plan.places:
            return self.plan.places[name]
        thing = {**self.plan.keypads, **self.plan.bells}[name]
        course = math.atan2(thing.at[1] - thing.stand[1], thing.at[0] - thing.stand[0])
        return Place(name, thing.stand, facing_rad=course)

    def _near(self, place: Place) -> Point:
        """Nobody stops twice on the same spot."""
        x, y = place.floor_point
        if place.kind != "stand" or not math.isnan(place.facing_rad):
            return (x, y)
        near = (x + self.chance.uniform(-0.2, 0.2), y + self.chance.uniform(-0.2, 0.2))
        is_same_room = self.plan.room_at(*near) == self.plan.room_at(x, y)
        return near if is_same_room and self.space.is_free(*near) else (x, y)

    def _anywhere_in(self, room: str) -> Point:
        x0, y0, x1, y1 = self.plan.rooms[room].area if room in self.plan.rooms else self.plan.bounds
        for _ in range(200):
            point = (self.chance.uniform(x0, x1), self.chance.uniform(y0, y1))
            if self.plan.room_at(*point) == room and self.space.is_free(*point):
                return point
        return self.space.nearest(((x0 + x1) / 2, (y0 + y1) / 2))
