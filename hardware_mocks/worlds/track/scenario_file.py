"""Scenarios of the track from a file.

    title = "A box in the way"
    road = "oval"                 # a road of the kit, or a file beside this one; or: seed = 12
    kind = "two_edges"            # with a seed: "two_edges", "two_lanes", "line"
    look_seed = 12                # floor, light and camera by chance; without it plain grey
    look = {style = "brown"}      # single knobs over it
    length_s = 40

    [start]
    s_m = 0.0
    side_m = 0.0
    turn_deg = 0.0

    [faults]
    latency_s = 0.1               # also jitter_s, dropped, damaged, battery_v, marks_gone_s, ...

    [car]                         # how it was built; without it by the seed of the run
    left_gain = 0.9               # any number of `Chassis`; steering = "servo"

    [[thing]]
    kind = "box"                  # box, walker, car, stop_sign, traffic_light, clutter
    s_m = 4.0                     # metres along the road from the start line
    side_m = 0.0                  # positive: left of the middle of the lane

A walker goes `to_side_m` with `speed_m_s`, `at_s` or when the car's front is `when_near_m` before
it; a car drives along the lane with `speed_m_s`; a light has a `schedule` of [colour, seconds] and,
as a sign, a place at which one stands, `stop_s_m`, with a line there if `stop_line = true`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from hardware_mocks.worlds.track.along import pose_at
from hardware_mocks.worlds.track.cast import BESIDE_M, COLOURS, thing_of
from hardware_mocks.worlds.track.chassis import Chassis, Steering
from hardware_mocks.worlds.track.road import Road
from hardware_mocks.worlds.track.road_file import read_road
from hardware_mocks.worlds.track.roads import RoadKind, road_by_seed, with_stop_line
from hardware_mocks.worlds.track.scenario import Actor, Movement, TrackFaults, TrackScenario
from hardware_mocks.worlds.track.state import Pose, ThingKind
from makerkit.wiring.faults import Faults, did_you_mean, not_but
from makerkit.wiring.scenario import parse_toml
from makerkit.wiring.text_file import read_text

SCENARIOS = Path(__file__).parent / "scenarios"
_TOP_KEYS = (
    *("title", "road", "seed", "kind", "look_seed", "look", "light", "length_s"),
    *("start", "faults", "car", "thing"),
)
_CAR_KEYS = tuple(field.name for field in fields(Chassis))
_START_KEYS = ("s_m", "side_m", "turn_deg")
_FAULT_KEYS = tuple(field.name for field in fields(TrackFaults))
_THING_NUMBERS = ("speed_m_s", "to_side_m", "at_s", "when_near_m", "stop_s_m", "turn_deg")
_THING_KEYS = (
    *("kind", "name", "s_m", "side_m", "size_m", "looks", "schedule", "stop_line"),
    *_THING_NUMBERS,
)
_SIGNS = frozenset({ThingKind.STOP_SIGN, ThingKind.TRAFFIC_LIGHT})
USUAL_SCHEDULE = (("red", 6.0), ("green", 8.0), ("amber", 2.0))


def scenario_files() -> dict[str, Path]:
    """Return the scenarios that come with the kit as files, by name."""
    return {path.stem: path for path in sorted(SCENARIOS.glob("*.toml"))}


def read_track_scenario(path: Path) -> TrackScenario:
    """Return the scenario of a file.

    Raises:
        NotThereError: there is no such file, or no such road.
        BadInputError: it cannot be used; the message names every place and what to write.
    """
    source = str(path)
    table = parse_toml(read_text(path), source)
    faults = Faults(source)
    reader = _Reader(faults)
    scenario = reader.scenario(table, path)
    faults.raise_if_any()
    return scenario


class _Reader:
    """Goes once through the document and notes every fault on the way."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def scenario(self, top: Mapping[str, Any], path: Path) -> TrackScenario:
        self.keys("", top, _TOP_KEYS)
        wrong = self.table("faults", top.get("faults", {}), _FAULT_KEYS)
        numbers = {key: self.number(f"faults.{key}", value) for key, value in wrong.items()}
        start_s_m, start_side_m, start_turn_rad = self.start(top.get("start", {}))
        self.faults.raise_if_any()
        road, actors = self.things(top.get("thing", []), self.road(top, path))
        look_seed = self.number("look_seed", top["look_seed"]) if "look_seed" in top else None
        return TrackScenario(
            path.stem,
            str(top.get("title", path.stem)),
            road,
            look_seed=None if look_seed is None else int(look_seed),
            look=self.table("look", top.get("look", {}), None),
            actors=actors,
            faults=TrackFaults(**numbers),
            chassis=self.car(top["car"]) if "car" in top else None,
            light=self.number("light", top.get("light", 1.0)),
            length_s=self.number("length_s", top.get("length_s", 60.0)),
            start_s_m=start_s_m,
            start_side_m=start_side_m,
            start_turn_rad=start_turn_rad,
        )

    def start(self, raw: Any) -> tuple[float, float, float]:
        table = self.table("start", raw, _START_KEYS)
        s_m, side_m, turn_deg = (
            self.number(f"start.{key}", table.get(key, 0.0)) for key in _START_KEYS
        )
        return s_m, side_m, math.radians(turn_deg)

    def car(self, raw: Any) -> Chassis:
        table = dict(self.table("car", raw, _CAR_KEYS))
        steering = Steering(
            self.one_of("[car] steering", table.pop("steering", "differential"), list(Steering))
        )
        numbers = {key: self.number(f"car.{key}", value) for key, value in table.items()}
        self.faults.raise_if_any()
        return Chassis(steering=steering, **numbers)

    def things(self, raw: Any, road: Road) -> tuple[Road, tuple[Actor, ...]]:
        if not isinstance(raw, list):
            self.faults.add("thing", "things are written with double brackets: [[thing]].")
            raw = []
        actors = []
        for index, each in enumerate(raw):
            actors.append(self.actor(f"thing[{index}]", each, road, index))
            stop_s_m = actors[-1].stop_s_m
            if each.get("stop_line") and stop_s_m is not None:
                road = with_stop_line(road, stop_s_m)
        return road, tuple(actors)

    def road(self, top: Mapping[str, Any], path: Path) -> Road:
        kind = self.one_of("kind", top.get("kind", "two_edges"), list(RoadKind))
        if "seed" in top:
            return road_by_seed(int(self.number("seed", top["seed"])), kind)
        named = str(top.get("road", "oval"))
        return read_road(path.parent / named if named.endswith(".toml") else named)

    def actor(self, place: str, raw: Any, road: Road, index: int) -> Actor:
        table = self.table(place, raw, _THING_KEYS)
        kind = ThingKind(self.one_of(f"{place}.kind", table.get("kind"), list(ThingKind)))
        is_sign = kind in _SIGNS
        given = {
            key: self.number(f"{place}.{key}", table[key]) for key in _THING_NUMBERS if key in table
        }
        s_m = self.number(f"{place}.s_m", table.get("s_m"))
        side_m = self.number(f"{place}.side_m", table.get("side_m", BESIDE_M if is_sign else 0.0))
        size = self.size(place, table.get("size_m"))
        schedule = self.schedule(place, table.get("schedule"), kind)
        self.faults.raise_if_any()
        beside = pose_at(road, s_m, side_m)
        turn_rad = math.radians(given.pop("turn_deg", 180.0 if is_sign else 0.0))
        pose = Pose(beside.x_m, beside.y_m, beside.heading_rad + turn_rad)
        name = str(table.get("name") or f"{kind.replace('_', ' ')} {index + 1}")
        thing = thing_of(kind, name, pose, str(table.get("looks", "")), size)
        if is_sign:
            given.setdefault("stop_s_m", s_m)
        return Actor(thing, s_m, side_m, _movement(kind, given), schedule=schedule, **given)

    def schedule(self, place: str, raw: Any, kind: ThingKind) -> tuple[tuple[str, float], ...]:
        if raw is None:
            return USUAL_SCHEDULE if kind == ThingKind.TRAFFIC_LIGHT else ()
        try:
            found = tuple((str(colour), float(seconds)) for colour, seconds in raw)
        except (TypeError, ValueError):
            found = ()
        if not found or any(colour not in COLOURS or seconds <= 0 for colour, seconds in found):
            self.faults.add(
                f"{place}.schedule", 'must be like [["red", 6], ["green", 8], ["amber", 2]].'
            )
        return found

    def size(self, place: str, raw: Any) -> tuple[float, float, float] | None:
        if raw is None:
            return None
        is_good = isinstance(raw, list) and len(raw) == 3
        if not is_good or not all(isinstance(n, int | float) and 0 < n < 5 for n in raw):
            self.faults.add(f"{place}.size_m", "must be [width, depth, height] in metres.")
            return None
        return (float(raw[0]), float(raw[1]), float(raw[2]))

    def one_of(self, place: str, raw: Any, known: list[Any]) -> Any:
        if raw not in known:
            hint = did_you_mean(raw, known) if isinstance(raw, str) else ""
            self.faults.add(place, f"must be one of {', '.join(known)}{not_but(raw)}{hint}")
            return known[0]
        return raw

    def number(self, place: str, raw: Any) -> float:
        is_one = isinstance(raw, int | float) and not isinstance(raw, bool)
        if not is_one or not math.isfinite(raw):
            self.faults.add(place, f"must be a number{not_but(raw)}")
            return 0.0
        return float(raw)

    def table(self, place: str, raw: Any, known: tuple[str, ...] | None) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            self.faults.add(place, f"must be a table of names and values{not_but(raw)}")
            return {}
        if known is not None:
            self.keys(place, raw, known)
        return raw

    def keys(self, place: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                at = f"{place}.{key}" if place else key
                self.faults.add(at, f"no such entry is known here.{did_you_mean(key, known)}")


def _movement(kind: ThingKind, given: Mapping[str, float]) -> Movement:
    if "to_side_m" in given:
        return Movement.CROSSES
    is_driving = kind == ThingKind.CAR and given.get("speed_m_s")
    return Movement.DRIVES if is_driving else Movement.STANDS
