"""A scenario turned into tracks and deeds, and the state of the house that follows from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hardware_mocks.worlds.house import phenomena
from hardware_mocks.worlds.house.acting import Actor
from hardware_mocks.worlds.house.chance import drift
from hardware_mocks.worlds.house.deeds import Deeds
from hardware_mocks.worlds.house.light import DUSK_LUX, outdoor_lux, sun_position
from hardware_mocks.worlds.house.looks import Looks, looks_of
from hardware_mocks.worlds.house.movement import Stance, Track
from hardware_mocks.worlds.house.plan import Plan
from hardware_mocks.worlds.house.scenario_file import HouseScenario, Person
from hardware_mocks.worlds.house.state import Body, HouseState

NS_PER_S = 1_000_000_000
WEATHER_PERIOD_S = 25.0
"""About how long a gust or the edge of a cloud takes."""
DAY_S = 86_400


class Story:
    """What happens in the house from the start on; a pure function of plan, scenario and seed.

    Attributes:
        tracks: how each body moves.
        deeds: everything that is done.
        people: who there is, by name.
    """

    def __init__(self, plan: Plan, scenario: HouseScenario, seed: int) -> None:
        self.plan, self.scenario, self.seed = plan, scenario, seed
        self.tracks: dict[str, Track] = {}
        self.deeds = Deeds()
        self.people: dict[str, Person] = {}
        self._looks: dict[str, Looks] = {}
        self._set_scene()
        for happening in scenario.happenings:
            phenomena.plan_happening(self.deeds, happening.t_s, happening.line)
        for person in scenario.people.values():
            self.add_person(person)

    # -- who is there

    def add_person(self, person: Person, at_s: float = 0.0) -> None:
        """Let somebody join in, and do what it does from `at_s` on."""
        self.people[person.name] = person
        self._looks[person.name] = looks_of(person, self.seed)
        self.tracks[person.name] = Track()
        stance = None
        if person.at:
            place = self.plan.places[person.at]
            facing = 0.0 if math.isnan(place.facing_rad) else place.facing_rad
            poses: Mapping[str, Any] = {"seat": "sits", "bed": "lies"}
            stance = Stance(*place.at, facing, poses.get(place.kind, "stands"))
        if person.carries:
            self.deeds.add(at_s, "carry", person.carries, who=person.name)
        actor = self.actor(person.name, at_s, stance)
        if person.at and self.plan.places[person.at].kind != "stand":
            actor.seat = self.plan.places[person.at]
        actor.follow(person.acts)

    def actor(self, name: str, at_s: float, stance: Stance | None) -> Actor:
        """Return somebody who acts from a time on."""
        return Actor(
            name,
            self.plan,
            self.deeds,
            self.tracks[name],
            at_s,
            stance,
            self.seed,
            is_cat=self.people[name].kind == "cat",
            code=self.scenario.code,
            start_clock_s=self.scenario.start_clock_s,
        )

    def remove_person(self, name: str, at_s: float) -> None:
        """Let somebody be gone from a time on."""
        self.interrupt(name, at_s)
        self.tracks[name].away.append((at_s, math.inf))

    def interrupt(self, name: str, at_s: float) -> Stance | None:
        """Let somebody forget what it was going to do; return how it is then."""
        stance = self.tracks[name].at(at_s)
        self.tracks[name].cut(at_s)
        self.deeds.cut(name, at_s)
        return stance

    # -- the state

    def state(self, t_ns: int) -> HouseState:
        """Return the house at a time."""
        t_s = t_ns / NS_PER_S
        deeds, plan = self.deeds, self.plan
        clock_s, azimuth, elevation = self._sun(t_s)
        clouds, rain, wind = (self._weather(what, t_s) for what in ("clouds", "rain", "wind"))
        has_power = deeds.ramps("power").at(t_s) > 0.5
        lamps = self._lamps(t_s, outdoor_lux(elevation, clouds), has_power=has_power)
        curtains = {name: deeds.ramps("curtain", name).at(t_s) for name in plan.windows}
        state = HouseState(
            t_ns=t_ns,
            clock_s=clock_s,
            sun_azimuth_rad=azimuth,
            sun_elevation_rad=elevation,
            clouds=clouds,
            rain=rain,
            wind=wind,
            lamps=lamps,
            doors={name: deeds.door(name).at(t_s) for name in plan.doors},
            windows={name: deeds.ramps("leaf", name).at(t_s) for name in plan.windows},
            curtains=curtains,
            curtain_sway=phenomena.curtain_sway(self.seed, t_s),
            bodies=self.bodies(t_s),
            insects=phenomena.insects(deeds, self.seed, t_s),
            headlights=phenomena.headlights(deeds, t_s),
            shake={name: phenomena.shake(deeds, self.seed, name, t_s) for name in plan.cameras},
            cameras_on={name: has_power and self._has_camera(name, t_s) for name in plan.cameras},
            has_power=has_power,
        )
        return phenomena.with_infrared(plan, state)

    def bodies(self, t_s: float) -> tuple[Body, ...]:
        """Return everybody who is there at a time."""
        found = (self._body(name, t_s) for name in self.tracks)
        return tuple(body for body in found if body is not None)

    def height_of(self, name: str) -> float:
        """Return how tall somebody is."""
        return self._looks[name].height_m

    def _body(self, name: str, t_s: float) -> Body | None:
        stance = self.tracks[name].at(t_s)
        if stance is None:
            return None
        looks = self._looks[name]
        carried = [d.thing for d in self.deeds.of("carry") if d.who == name and d.t_s <= t_s]
        return Body(
            name=name,
            kind=self.people[name].kind,
            x_m=stance.x_m,
            y_m=stance.y_m,
            facing_rad=stance.facing_rad,
            pose=stance.pose,
            phase=stance.phase,
            height_m=looks.height_m,
            clothes=looks.clothes,
            skin=looks.skin,
            hair=looks.hair,
            carries=carried[-1] if carried else "",
            reaches=stance.reaches,
        )

    def _sun(self, t_s: float) -> tuple[float, float, float]:
        since_midnight_s = self.scenario.start_clock_s + t_s
        days, clock_s = divmod(since_midnight_s, DAY_S)
        day = (self.scenario.start.timetuple().tm_yday + int(days) - 1) % 365 + 1
        latitude = math.radians(self.plan.latitude_deg)
        return clock_s, *sun_position(latitude, day, clock_s)

    def _weather(self, what: str, t_s: float) -> float:
        value = self.deeds.ramps(what).at(t_s)
        weather = self.scenario.weather
        wanders = {"wind": weather.gusts, "clouds": weather.patches}.get(what, 0.0)
        if not wanders:
            return value
        off = wanders * drift(f"{self.seed} {what}", t_s, WEATHER_PERIOD_S)
        return max(0.0, min(1.0, value + off))

    def _lamps(self, t_s: float, lux: float, *, has_power: bool) -> dict[str, float]:
        if not has_power:
            return dict.fromkeys(self.plan.lamps, 0.0)
        values = {}
        for name, lamp in self.plan.lamps.items():
            value = self.deeds.ramps("lamp", name).at(t_s)
            values[name] = 1.0 if lamp.by_itself and lux < DUSK_LUX else value
        return values

    def _has_camera(self, name: str, t_s: float) -> bool:
        return self.deeds.ramps("camera_power", name).at(t_s) > 0.5

    def _set_scene(self) -> None:
        scenario, plan, deeds = self.scenario, self.plan, self.deeds
        for what in ("clouds", "rain", "wind"):
            deeds.begin_with(what, "", getattr(scenario.weather, what))
        deeds.begin_with("power", "", 1.0)
        deeds.begin_with("node", "", 1.0)
        for camera in plan.cameras:
            deeds.begin_with("camera_power", camera, 1.0)
        is_open = {door.name for door in plan.doors.values() if door.is_open}
        for leaf in (is_open | set(scenario.house.open)) - set(scenario.house.shut):
            deeds.begin_with("leaf", leaf, 1.0)
        for lamp in scenario.house.lamps:
            deeds.begin_with("lamp", lamp, 1.0)
        for window in scenario.house.curtains:
            deeds.begin_with("curtain", window, 1.0)
