"""Scenario files of the house: who does what, what the weather does, what goes wrong.

    world = "house"
    title = "A burglar comes by the back door"
    start = 2025-11-14T02:10:00
    length_s = 150                    # what matters is over by then
    code = "4711"                     # that people type where a line says `code`

    [weather]                         # how it is at the start
    clouds = 0.4

    [house]                           # what differs from the plan at the start
    lamps = ["porch_lamp"]
    open = ["window"]
    curtains = ["bedroom_window"]

    [people.burglar]
    kind = "intruder"
    at = "behind_the_house"           # left out: not there until a line says `appear`
    does = ["wait 8", "go back_step", "go bookshelf slowly", "stay 12"]

    happens = ["at 90: unplug node"]  # above the first [table]

What people do, and what else happens, are lines; `acts.py` lists their forms.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from hardware_mocks.worlds.house.acts import curtains, done_while_away, forms_for
from hardware_mocks.worlds.house.lines import Forms, Line, LineError, number
from hardware_mocks.worlds.house.plan import Plan, read_plan
from hardware_mocks.worlds.house.tables import Bgr, Tables
from makerkit.errors import NotThereError
from makerkit.wiring.faults import Faults, Weight, did_you_mean, not_but
from makerkit.wiring.scenario import parse_toml
from makerkit.wiring.text_file import read_text

SCENARIOS = Path(__file__).with_name("scenarios")


@dataclass(frozen=True, slots=True)
class Weather:
    """How the weather is at the start.

    Attributes:
        clouds, rain, wind: 0 none to 1.
        gusts: by how much the wind wanders about its value.
        patches: by how much the clouds before the sun do.
    """

    clouds: float = 0.2
    rain: float = 0.0
    wind: float = 0.1
    gusts: float = 0.05
    patches: float = 0.0


@dataclass(frozen=True, slots=True)
class Start:
    """What differs from the plan at the start, by name; `without_power`: the mains are cut."""

    lamps: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    curtains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a scenario, a cat too; `does` is read into `acts`."""

    name: str
    kind: Literal["resident", "intruder", "visitor", "cat"] = "resident"
    at: str = ""
    does: tuple[str, ...] = ()
    height_m: float = math.nan
    top: Bgr | None = None
    legs: Bgr | None = None
    skin: Bgr | None = None
    hair: Bgr | None = None
    carries: str = ""
    acts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens by itself, so many seconds after the start."""

    t_s: float
    line: Line


@dataclass(frozen=True)
class HouseScenario:
    """One story that the house plays."""

    name: str
    title: str
    start: datetime
    length_s: float
    code: str = "1234"
    about: str = ""
    weather: Weather = field(default_factory=Weather)
    house: Start = field(default_factory=Start)
    people: Mapping[str, Person] = field(default_factory=dict)
    happenings: tuple[Happening, ...] = ()

    @property
    def start_clock_s(self) -> float:
        """Seconds since midnight at the start."""
        start = self.start
        return start.hour * 3600 + start.minute * 60 + start.second


_TELLING = frozenset({"length_s", "people", "house", "happens", "weather"})
"""What no scene of a bench has."""


def scenario_names() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the kit."""
    return tuple(sorted(path.stem for path in SCENARIOS.glob("*.toml")))


@cache
def read_house_scenario(name: str) -> HouseScenario:
    """Return a scenario by its name, or that of a file.

    Raises:
        NotThereError: there is neither.
        BadInputError: it cannot be used; the message names every place and what to write.
    """
    path = SCENARIOS / f"{name}.toml" if name in scenario_names() else Path(name)
    if not path.is_file():
        known = ", ".join(scenario_names())
        hint = did_you_mean(name, scenario_names())
        raise NotThereError(
            f'The house knows no scenario "{name}", and there is no such file.{hint} '
            f"The kit brings: {known}."
        )
    return parse_house_scenario(read_text(path), str(path), name=path.stem)


def parse_house_scenario(
    text: str, source: str = "scenario.toml", *, name: str = "", plan: Plan | None = None
) -> HouseScenario:
    """Return the scenario of a text; `source` is what messages call it.

    Raises:
        BadInputError: as for `read_house_scenario`.
    """
    top = parse_toml(text, source)
    reader = _Reader(source, plan or read_plan())
    scenario = reader.scenario(top, name or Path(source).stem)
    reader.faults.raise_if_any()
    assert scenario is not None
    return scenario


def is_house_scenario(text: str) -> bool:
    """Return whether a file is meant as a scenario of the house, and as no scene of a bench.

    A scene's `world` is a table; a scenario may leave its own out, or misspell it.
    """
    try:
        top = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    if "world" in top:
        return isinstance(top["world"], str)
    return not _TELLING.isdisjoint(top)


class _Reader:
    """Goes once through the document and notes every fault on the way."""

    def __init__(self, source: str, plan: Plan) -> None:
        self.faults = Faults(source)
        self._tables = Tables(self.faults)
        self._plan = plan
        self._acts, self._happenings = forms_for(plan)

    def scenario(self, top: Mapping[str, Any], name: str) -> HouseScenario | None:
        top = dict(top)
        if top.pop("world", "house") != "house":
            self.faults.add("world", 'must be "house".')
        given: dict[str, Any] = {
            "name": name,
            "start": self._start(top.pop("start", None)),
            "weather": self._weather(top.pop("weather", {})),
            "house": self._house(top.pop("house", {})),
            "people": self._people(top.pop("people", {})),
            "happenings": self._happened(top.pop("happens", [])),
        }
        return self._tables.one(HouseScenario, "", top, **given)

    def _start(self, raw: object) -> datetime | None:
        if isinstance(raw, datetime) and raw.tzinfo is None:
            return raw
        self.faults.add(
            "start", f"must be a day and a time, 2025-11-22T08:00:00 without quotes{not_but(raw)}"
        )
        return None

    def _weather(self, raw: object) -> Weather | None:
        weather = self._tables.one(Weather, "weather", raw)
        for key in ("clouds", "rain", "wind", "gusts", "patches"):
            if weather is not None and not 0 <= getattr(weather, key) <= 1:
                self.faults.add(
                    f"weather.{key}", f"must lie between 0 and 1{not_but(getattr(weather, key))}"
                )
        return weather

    def _house(self, raw: object) -> Start | None:
        start = self._tables.one(Start, "house", raw)
        if start is None:
            return None
        plan = self._plan
        leaves = (*plan.doors, *plan.windows)
        known = {"lamps": tuple(plan.lamps), "open": leaves, "shut": leaves}
        known["curtains"] = curtains(plan)
        for key, names in known.items():
            for item in getattr(start, key):
                self._tables.choice(f"house.{key}", item, names, f"one of the {key} there are")
        return start

    def _people(self, raw: object) -> dict[str, Person]:
        people = {}
        for name, person in self._tables.named(Person, "people", raw).items():
            place = f"people.{name}"
            if person.at:
                self._tables.choice(f"{place}.at", person.at, self._plan.places, "a place")
            acts = [
                self._line(self._acts, f"{place}.does[{i}]", t) for i, t in enumerate(person.does)
            ]
            self._presence(place, person, acts)
            values = {f: getattr(person, f) for f in Person.__slots__ if f != "acts"}
            people[name] = Person(**values, acts=tuple(act for act in acts if act))
        return people

    def _presence(self, place: str, person: Person, acts: Sequence[Line | None]) -> None:
        """Nobody can walk about who is not there."""
        number = done_while_away(acts, is_there=bool(person.at))
        if number is not None:
            self.faults.add(
                f"{place}.does[{number}]",
                f'{person.name} is not there then. Write at = "street_west" above, or the line '
                "`appear street_west` before it.",
            )

    def _happened(self, raw: object) -> tuple[Happening, ...]:
        if not isinstance(raw, list):
            self.faults.add("happens", 'must be a list of lines: ["at 20: lamp hall_lamp on"].')
            return ()
        found = []
        for index, text in enumerate(raw):
            place = f"happens[{index}]"
            head, colon, rest = str(text).partition(":")
            at = number(0)(head.removeprefix("at ").strip()) if head.startswith("at ") else None
            if at is None or not colon:
                self.faults.add(
                    place, f'must begin with its time, such as "at 20: "{not_but(text)}'
                )
                continue
            line = self._line(self._happenings, place, rest)
            if line is not None:
                found.append(Happening(at, line))
        return tuple(sorted(found, key=lambda happening: happening.t_s))

    def _line(self, forms: Forms, place: str, text: str) -> Line | None:
        try:
            return forms.read(text)
        except LineError as error:
            self.faults.add(place, str(error), Weight.VALUE)
            return None
