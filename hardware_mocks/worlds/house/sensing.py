"""Joins the sensors of the house to parts of a bench: PIRs, reed switches, keypads, bells, light.

What the sensors will feel is worked out ahead for some seconds, and only while somebody moves: a
house in which nothing happens costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.house import pir
from hardware_mocks.worlds.house.joins import Joins
from hardware_mocks.worlds.house.light import room_lux
from hardware_mocks.worlds.house.movement import LONGEST_SHIFT_S, Still
from hardware_mocks.worlds.house.story import NS_PER_S

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.parts.part import Part
    from hardware_mocks.worlds.house.house import House

AHEAD_S = 20.0
"""How far ahead it is worked out what the sensors will feel."""
AJAR = 0.04
"""A reed switch opens when its door or window is this far open: some centimetres at the edge."""
SOON_S = 2.0
"""The same after somebody did something: whoever drags people does the next thing soon."""
LIGHT_PERIOD_S = 20.0
LIGHT_STEP = 0.05
"""A light sensor is told of changes of five in a hundred."""
SOON_NS = 1


@dataclass(order=True, frozen=True, slots=True)
class Change:
    """Something that a sensor will feel: `deed` is carried out on its part at `t_s`."""

    t_s: float
    number: int
    sensor: str = field(compare=False)
    action: str = field(compare=False)
    value: Any = field(compare=False)


class Sensing:
    """Moves the parts of a bench as the house moves their sensors.

    Attributes:
        joins: which part hangs on which sensor.
    """

    def __init__(self, house: House, bench: Bench, join: Mapping[str, str]) -> None:
        self._house, self._bench = house, bench
        self.joins = Joins(house.plan, bench, join)
        self._lenses = {p.name: pir.Lens(house.plan, p) for p in house.plan.pirs.values()}
        self._plan_number = 0
        self._planned_until_s = 0.0
        self._moving_until_s: dict[str, float] = {}
        self._told_lux: dict[str, float] = {}
        bench.on_part.append(self._on_part)
        if bench.parts:
            self._on_part(None)

    def plan_anew(self) -> None:
        """Forget what was planned: somebody did something that nobody foresaw."""
        self._plan_number += 1
        self._planned_until_s = self._house.now_s
        self._moving_until_s = {}
        self._plan_ahead(self._plan_number, SOON_S)

    # -- parts that appear

    def _on_part(self, _part: Part | None) -> None:
        """Tell a new part how its sensor is, when the program has had time to name it."""
        self._bench.clock.after(SOON_NS, self._begin)

    def _begin(self) -> None:
        new = self.joins.look()
        if not new:
            return
        state = self._house.state(self._house.now_ns)
        leaves = {**state.doors, **state.windows}
        for sensor, part in new:
            kind, name = sensor.split(":")
            if kind == "reed":
                is_closed = leaves[name] <= AJAR
                self._set_new(part, **self.joins.leaf_as_felt(part, is_closed=is_closed))
            elif kind == "light":
                self._tell_light(name, part)
        self.plan_anew()

    # -- planning

    def _plan_ahead(self, number: int, ahead_s: float = AHEAD_S) -> None:
        """Plan what happens in the next seconds, then come back when there is more to plan."""
        if number != self._plan_number or not self.joins:
            return
        start_s = max(self._planned_until_s, self._house.now_s)
        end_s = start_s + ahead_s
        at = self._bench.clock.at
        for change in sorted(self._changes(start_s, end_s)):
            at(round(change.t_s * NS_PER_S), self._carry_out, number, change)
        self._planned_until_s = end_s
        again_s = self._busy_from(end_s)
        if again_s < math.inf:
            self._planned_until_s = max(end_s, again_s)
            at(round((max(end_s, again_s) - 1e-3) * NS_PER_S), self._plan_ahead, number)

    def _busy_from(self, t_s: float) -> float:
        """Return when, from a time on, the next thing happens that a sensor may feel."""
        story = self._house.story
        times = [deed_s for deed_s in story.deeds.times() if deed_s >= t_s][:1]
        times += [until_s for until_s in self._moving_until_s.values() if until_s >= t_s]
        for track in story.tracks.values():
            leg = track.leg_at(t_s)
            if leg is not None and not isinstance(leg, Still):
                return t_s
            times.append(track.next_start(t_s))
            if isinstance(leg, Still) and self.joins.has("pir"):
                shifts = leg.shifts(t_s - LONGEST_SHIFT_S, min(leg.end_s, t_s + 60.0))
                times.append(max(t_s, shifts[0].t_s) if shifts else t_s + 60.0)
        if self.joins.has("light"):
            times.append(t_s + LIGHT_PERIOD_S)
        return min(times, default=math.inf)

    def _changes(self, start_s: float, end_s: float) -> Iterator[Change]:
        number = 0
        found = (*self._leaves(), *self._pressed(), *self._motions(start_s, end_s))
        for t_s, sensor, action, value in (*found, *self._node(), *self._light(start_s, end_s)):
            if start_s <= t_s < end_s:
                yield Change(t_s, number, sensor, action, value)
                number += 1

    def _leaves(self) -> Iterator[tuple[float, str, str, Any]]:
        deeds, plan = self._house.story.deeds, self._house.plan
        for name in plan.reeds:
            if self.joins.part_of(f"reed:{name}") is not None:
                for t_s, is_open in deeds.door(name).changes(AJAR):
                    yield t_s, f"reed:{name}", "closed", not is_open

    def _pressed(self) -> Iterator[tuple[float, str, str, Any]]:
        deeds = self._house.story.deeds
        for deed in deeds.of("key"):
            yield deed.t_s, f"keypad:{deed.thing}", "key", (deed.text, deed.over_s)
        for deed in deeds.of("bell"):
            yield deed.t_s, f"bell:{deed.thing}", "press", deed.over_s

    def _node(self) -> Iterator[tuple[float, str, str, Any]]:
        for deed in self._house.story.deeds.of("node"):
            yield deed.t_s, "node:", "plug_in" if deed.value else "unplug", None

    def _motions(self, start_s: float, end_s: float) -> Iterator[tuple[float, str, str, Any]]:
        for name, lens in self._lenses.items():
            if self.joins.part_of(f"pir:{name}") is None:
                continue
            until_s = self._moving_until_s.get(name)
            if until_s is None and getattr(self.joins.part_of(f"pir:{name}"), "motion", False):
                until_s = start_s + pir.HOLD_S
            for motion in sorted(felt(self._house, lens, start_s, end_s)):
                if until_s is not None and motion.start_s <= until_s:
                    until_s = max(until_s, motion.end_s)
                    continue
                if until_s is not None:
                    yield until_s, f"pir:{name}", "motion", False
                yield motion.start_s, f"pir:{name}", "motion", True
                until_s = motion.end_s
            if until_s is not None:
                yield until_s, f"pir:{name}", "motion", False
                self._moving_until_s[name] = until_s

    def _light(self, start_s: float, end_s: float) -> Iterator[tuple[float, str, str, Any]]:
        if not self.joins.has("light"):
            return
        deeds = self._house.story.deeds
        times = {deed.t_s + 0.05 for deed in deeds if deed.what in {"lamp", "curtain", "power"}}
        times.add(start_s)
        for name in self._house.plan.light_sensors:
            if self.joins.part_of(f"light:{name}") is not None:
                for t_s in times:
                    yield t_s, f"light:{name}", "lux", None

    # -- carrying out

    def _carry_out(self, number: int, change: Change) -> None:
        if number != self._plan_number:
            return
        if change.sensor == "node:":
            for board in self._bench.arduinos():
                self._bench._do(board.name, change.action)
            return
        part = self.joins.part_of(change.sensor)
        if part is None:
            return
        if change.action == "motion":
            self._set_new(part, motion=change.value)
        elif change.action == "closed":
            self._set_new(part, **self.joins.leaf_as_felt(part, is_closed=change.value))
        elif change.action == "lux":
            self._tell_light(change.sensor.partition(":")[2], part)
        elif change.action == "key":
            key, for_s = change.value
            self._bench.press(part.name, key=key, for_s=for_s)
        else:
            self._bench.press(part.name, for_s=change.value)

    def _tell_light(self, name: str, part: Part) -> None:
        sensor = self._house.plan.light_sensors[name]
        state = self._house.state(self._house.now_ns)
        lux = room_lux(self._house.plan, state, sensor.room)
        told = self._told_lux.get(name)
        if told is None or abs(lux - told) > LIGHT_STEP * max(told, 0.05):
            self._told_lux[name] = lux
            self._set(part, **self.joins.light_as_felt(part, lux))

    def _set_new(self, part: Part, **values: Any) -> None:
        if any(getattr(part, name) != value for name, value in values.items()):
            self._set(part, **values)

    def _set(self, part: Part, **values: Any) -> None:
        self._bench.set(part.name, **values)


def felt(house: House, lens: pir.Lens, start_s: float, end_s: float) -> list[pir.Motion]:
    """Return the spans in which one PIR of the house feels somebody move."""
    story = house.story
    found = []
    for who, track in story.tracks.items():
        height_m = story.height_of(who)
        times = []
        for t_s, point in pir.changes(lens, track, start_s - 2 * pir.WINDOW_S, end_s, height_m):
            shut = [n for n in house.plan.doors if story.deeds.door(n).at(t_s) < 0.3]
            if lens.sees(point, shut):
                times.append(t_s)
        found += pir.motions(lens, who, times)
    return [motion for motion in found if motion.end_s > start_s]
