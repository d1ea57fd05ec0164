"""What happens to the parts during a run: a `scene.toml`, or `--press "A@1.5s"`.

Part names and the values a part takes are checked by the bench, which knows them; everything else
is checked here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, TypeGuard

from makerkit.errors import BadInputError
from makerkit.wiring.camera_scene import CameraScene, read_cameras
from makerkit.wiring.faults import Faults, Weight, did_you_mean, key_path, not_but, shown
from makerkit.wiring.text_file import read_text, syntax_message

WorldValue: TypeAlias = bool | int | float | str

WORLDS = ("house", "track")
"""What a bench can stand in."""
ON_A_LINE = ("damage", "drop", "split", "noise")
ON_A_BOARD = ("unplug", "plug_in", "press_reset", "brown_out")
ACTIONS = ("press", "release", "set", "turn", *ON_A_BOARD, *ON_A_LINE)
LONGEST_S = 1e9  # 31 years of virtual time

_TOP_KEYS = ("seed", "start", "parts", "event", "world", "cameras")
_WORLD_KEYS = ("kind", "scenario", "code", "join")
_EVENT_KEYS = ("at_s", "part", "action", "for_s", "values", "over_s")
_VALUES_OF = {
    "set": "{distance_m = 0.1}",
    "turn": "{steps = 2}",
    "damage": "{share = 0.01}",
    "drop": "{share = 0.01}",
    "split": "{share = 0.1, gap_ms = 20}",
    "noise": "{per_s = 10}",
}
_MAY_NAME_A_KEY = frozenset({"press", "release"})
"""Of a keypad: {key = "5"}."""
_LARGEST_VALUE = 1e18
_HIGHEST_SEED = 2**63 - 1
_NS_PER = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000}
_DURATION = r"(?P<{0}>[0-9]{{1,9}}(\.[0-9]{{1,12}})?) ?(?P<{0}_unit>s|ms|us)"
_PRESS = re.compile(rf"(?P<part>[^@]+)@{_DURATION.format('at')}(\+{_DURATION.format('held')})?")
_TOML_REASONS = {
    "Cannot overwrite a value": "this name has a value already",
    "Invalid value": 'a value must stand here: "text" in quotes, a number, true or false',
    "Invalid statement": "a line is name = value, [table] or [[event]]",
    "Expected newline or end of document after a statement": "the line should end here",
    "Expected '=' after a key in a key/value pair": "a = is missing after the name",
}
_TOML_PLACE = re.compile(
    r" \(at (?:line (?P<line>[0-9]+), column (?P<column>[0-9]+)|end of document)\)$"
)


@dataclass(frozen=True, slots=True)
class WorldEvent:
    """One thing that somebody or something does to a part.

    Attributes:
        t_ns: when, since the start of the run.
        part: the id or label of a part, or a pin ("GPIO2") for whatever hangs on it.
        action: one of `ACTIONS`.
        values: what to set, by the part's own names; how far to turn, as `steps`; which `key`;
            how bad a serial line becomes, as `share`, `gap_ms` or `per_s`.
        for_ns: how long a press is held; None leaves it to the part.
        over_ns: how long moving to the values takes; None is at once.
        place: where it is written, for messages: "event[2]".
    """

    t_ns: int
    part: str
    action: str
    values: Mapping[str, WorldValue] = field(default_factory=dict)
    for_ns: int | None = None
    over_ns: int | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class WorldChoice:
    """The world that a bench stands in: `[world]` of a scene.

    Attributes:
        kind: one of `WORLDS`.
        scenario: the name of one that comes with the kit, or a file; "" is the world's own choice.
        code: what people type at a keypad; "" leaves it to the scenario.
        join: the sensor of the world that a part hangs on, by the part's name, where names differ.
    """

    kind: str
    scenario: str = ""
    code: str = ""
    join: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A simulated world: where it begins and what happens in it.

    Attributes:
        seed: of everything left to chance; None when the file does not say.
        start: the wall clock of the world at the start of the run; None when it does not matter.
        initial: how parts are at the start, by part name, then by the part's own names.
        events: in the order in which they happen; at the same time, in the order of the file.
        world: what the bench stands in; None for a bench alone.
        cameras: what each camera is like, by the name of its part or its number.
    """

    seed: int | None = None
    start: datetime | None = None
    initial: Mapping[str, Mapping[str, WorldValue]] = field(default_factory=dict)
    events: tuple[WorldEvent, ...] = ()
    world: WorldChoice | None = None
    cameras: Mapping[str, CameraScene] = field(default_factory=dict)


def read_scenario(path: str | os.PathLike[str]) -> Scenario:
    """Return the scenario of a file.

    Raises:
        NotThereError: there is no such file.
        BadInputError: the file cannot be used; the message names every place and what to write.
    """
    return parse_scenario(read_text(path), str(path))


def parse_scenario(text: str, source: str = "scene.toml") -> Scenario:
    """Return the scenario of a text; `source` is what messages call it.

    Raises:
        BadInputError: as for `read_scenario`.
    """
    return _Reader(source).scenario(parse_toml(text, source))


def parse_press(text: str) -> tuple[WorldEvent, ...]:
    """Return the presses of an option: "A@1.5s", "A@1.5s+0.3s" (held so long), "A@1s,B@1500ms".

    Raises:
        BadInputError: a press cannot be read.
    """
    events = []
    for written in text.split(","):
        match = _PRESS.fullmatch(written.strip())
        if match is None:
            raise BadInputError(
                f"{shown(written.strip())} is no press. Write who and when, such as A@1.5s, "
                f"A@1.5s+0.3s to hold it for 0.3 s, or A@1s,B@2s for two."
            )
        t_ns = _duration_ns(match["at"], match["at_unit"])
        for_ns = _duration_ns(match["held"], match["held_unit"]) if match["held"] else None
        if for_ns == 0:
            raise BadInputError(f"{shown(written.strip())} holds for no time at all.")
        part = match["part"].strip()
        events.append(WorldEvent(t_ns, part, "press", for_ns=for_ns, place=written.strip()))
    return _in_order(events)


class _Reader:
    """Goes once through the document and notes every fault on the way."""

    def __init__(self, source: str) -> None:
        self.faults = Faults(source)
        self.source = source

    def scenario(self, top: Mapping[str, object]) -> Scenario:
        self.keys("", top, _TOP_KEYS)
        seed = self.seed(top.get("seed"))
        start = self.start(top.get("start"))
        parts = self.table("parts", top.get("parts", {}))
        initial = {
            name: self.values(key_path("parts", name), values) for name, values in parts.items()
        }
        raw_events = top.get("event", [])
        if not isinstance(raw_events, list):
            self.faults.add("event", "events are written with double brackets: [[event]].")
            raw_events = []
        events = [self.event(f"event[{index}]", raw) for index, raw in enumerate(raw_events)]
        world = self.world(top["world"]) if "world" in top else None
        cameras = read_cameras(top.get("cameras", {}), self.faults, self.source)
        self.faults.raise_if_any()
        return Scenario(seed, start, initial, _in_order(events), world, cameras)

    def seed(self, raw: object) -> int | None:
        if raw is None:
            return None
        if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw <= _HIGHEST_SEED:
            self.faults.add("seed", f"must be a whole number from 0 up{not_but(raw)}")
            return None
        return raw

    def start(self, raw: object) -> datetime | None:
        if raw is None or isinstance(raw, datetime):
            return raw
        self.faults.add(
            "start",
            f"must be a day and a time, 2026-11-22T08:00:00 without quotes{not_but(raw)}",
        )
        return None

    def world(self, raw: object) -> WorldChoice | None:
        fields = self.table("world", raw)
        self.keys("world", fields, _WORLD_KEYS)
        kind = fields.get("kind")
        if kind not in WORLDS:
            known = " or ".join(f'"{world}"' for world in WORLDS)
            self.faults.add("world.kind", f"must be {known}{not_but(kind)}")
            return None
        texts = {key: fields.get(key, "") for key in ("scenario", "code")}
        join = self.table("world.join", fields.get("join", {}))
        named = {f"world.{key}": text for key, text in texts.items()}
        for place, text in (
            named | {key_path("world.join", k): v for k, v in join.items()}
        ).items():
            if not isinstance(text, str):
                self.faults.add(place, f"must be a text in quotes{not_but(text)}")
        joined = {part: str(sensor) for part, sensor in join.items()}
        return WorldChoice(str(kind), str(texts["scenario"]), str(texts["code"]), joined)

    def event(self, place: str, raw: object) -> WorldEvent:
        fields = self.table(place, raw)
        self.keys(place, fields, _EVENT_KEYS)
        action = self.action(place, fields.get("action"))
        values = self.values(f"{place}.values", fields.get("values", {}))
        example = _VALUES_OF.get(action)
        if example and not values:
            self.faults.add(f"{place}.values", f"is missing, such as values = {example}.")
        names_a_key = action in _MAY_NAME_A_KEY and values.keys() <= {"key"}
        if action and not example and "values" in fields and not names_a_key:
            self.faults.add(f"{place}.values", f'nothing can be set by action = "{action}".')
        at_s = self.seconds(f"{place}.at_s", fields.get("at_s"), low=0.0)
        for_s = self.duration(place, "for_s", fields, fits=action == "press")
        over_s = self.duration(place, "over_s", fields, fits=action == "set")
        if over_s is not None and not all(_is_number(value) for value in values.values()):
            self.faults.add(
                f"{place}.over_s", "only numbers can change little by little.", Weight.VALUE
            )
        part = fields.get("part")
        if not isinstance(part, str) or not part.strip():
            self.faults.add(f"{place}.part", f"must be the name of a part{not_but(part)}")
            part = ""
        return WorldEvent(at_s or 0, part, action, values, for_s, over_s, place=place)

    def action(self, place: str, raw: object) -> str:
        if not isinstance(raw, str) or raw not in ACTIONS:
            hint = did_you_mean(raw, ACTIONS) if isinstance(raw, str) else ""
            self.faults.add(
                f"{place}.action", f"must be one of {', '.join(ACTIONS)}{not_but(raw)}{hint}"
            )
            return ""
        return raw

    def duration(
        self, place: str, key: str, fields: Mapping[str, object], *, fits: bool
    ) -> int | None:
        if key not in fields:
            return None
        if not fits and fields.get("action") in ACTIONS:
            only = {"for_s": "press", "over_s": "set"}[key]
            self.faults.add(f"{place}.{key}", f'belongs to action = "{only}" only.', Weight.VALUE)
        return self.seconds(f"{place}.{key}", fields[key], low=1e-9)

    def seconds(self, place: str, raw: object, *, low: float) -> int | None:
        """Return a time in nanoseconds."""
        if not _is_number(raw) or not low <= raw <= LONGEST_S:
            least = "0 or more" if low == 0 else "more than 0"
            self.faults.add(place, f"must be seconds, {least}{not_but(raw)}", Weight.VALUE)
            return None
        return round(raw * _NS_PER["s"])

    def values(self, place: str, raw: object) -> dict[str, WorldValue]:
        found: dict[str, WorldValue] = {}
        for name, value in self.table(place, raw).items():
            if isinstance(value, bool | str) or _is_number(value):
                found[name] = value
            else:
                self.faults.add(
                    key_path(place, name),
                    f"must be a number, true, false or a text, not {shown(value)}.",
                    Weight.VALUE,
                )
        return found

    def table(self, place: str, raw: object) -> Mapping[str, object]:
        if not isinstance(raw, dict):
            self.faults.add(place, f"must be a table of names and values{not_but(raw)}")
            return {}
        return raw

    def keys(self, place: str, table: Mapping[str, object], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                hint = did_you_mean(key, known)
                self.faults.add(key_path(place, key), f"no such entry is known here.{hint}")


def parse_toml(text: str, source: str) -> Mapping[str, object]:
    """Return the document of a TOML text; `source` is what messages call it.

    Raises:
        BadInputError: it is no TOML; the message has the line, the column and the reason.
    """
    import tomllib  # costs more than this whole package, and few runs have a scenario

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(_toml_message(error, text, source)) from error
    except RecursionError as error:
        raise BadInputError(f"{source} has brackets inside brackets too deep to read.") from error
    except (ValueError, OverflowError) as error:  # a number of thousands of digits
        raise BadInputError(f"{source}: {error}.") from error


def _toml_message(error: ValueError, text: str, source: str) -> str:
    match = _TOML_PLACE.search(str(error))
    if match is None:
        return f"{source}: {error}."
    reason = str(error)[: match.start()]
    if match["line"]:
        line, column = int(match["line"]), int(match["column"])
    else:  # "at end of document"
        lines = text.rstrip().split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    reason = _TOML_REASONS.get(reason, reason)
    return syntax_message(source, text, line, column, reason)


def _in_order(events: list[WorldEvent]) -> tuple[WorldEvent, ...]:
    return tuple(sorted(events, key=lambda event: event.t_ns))


def _duration_ns(digits: str, unit: str) -> int:
    return round(float(digits) * _NS_PER[unit])


def _is_number(value: object) -> TypeGuard[int | float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= _LARGEST_VALUE  # false for NaN as well
