"""Reads a wiring file, which is a Wokwi `diagram.json`, and checks it against the catalogue.

The checks are written by hand and not with pydantic: every start of a program reads a wiring, and
importing pydantic alone costs more than the rest of that start.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from makerkit.wiring.attributes import Attribute, AttributeValue, attribute_text
from makerkit.wiring.catalogue import CATALOGUE
from makerkit.wiring.colours import COLOURS, is_colour
from makerkit.wiring.diagram import Wiring
from makerkit.wiring.faults import Faults, Weight, did_you_mean, key_path, not_but, shown
from makerkit.wiring.model import Connection, Part, PinRef
from makerkit.wiring.part_type import PartType
from makerkit.wiring.pi_header import PI_HEADER, physical_pin
from makerkit.wiring.text_file import JsonObject, parse_json, read_text

_TOP_KEYS = (
    *("version", "author", "editor", "parts", "connections", "serialMonitor", "dependencies"),
)
_PART_KEYS = ("id", "type", "left", "top", "rotate", "hide", "attrs")
_MONITOR_CHOICES = {
    "display": ("auto", "always", "never", "plotter", "terminal"),
    "newline": ("lf", "cr", "crlf", "none"),
}
_MONITOR = "$serialMonitor"  # Wokwi's window; wires may end in it, though it is no part
_MONITOR_PINS = ("TX", "RX")
_ROUTE_STEP = re.compile(r"[hv]-?[0-9]{1,6}(\.[0-9]{1,12})?|\*|\$bb")
_LONGEST_ID = 64
_WIDEST_PX = 1_000_000


def read_wiring(path: str | os.PathLike[str]) -> Wiring:
    """Return the wiring of a file.

    Raises:
        NotThereError: there is no such file.
        BadInputError: the file cannot be used; the message names every place and what to write.
    """
    return parse_wiring(read_text(path), str(path))


def parse_wiring(text: str, source: str = "wiring.json") -> Wiring:
    """Return the wiring of a text; `source` is what messages call it.

    Raises:
        BadInputError: as for `read_wiring`.
    """
    return _Reader(source).wiring(parse_json(text, source))


class _Reader:
    """Goes once through the document, from the outside in, and notes every fault on the way."""

    def __init__(self, source: str) -> None:
        self.faults = Faults(source)
        self.parts: dict[str, Part] = {}
        self.unclear: set[str] = set()  # ids of parts that are wrong; their wires are not judged

    def wiring(self, document: object) -> Wiring:
        top = self.mapping("", document, _TOP_KEYS)
        if top.get("version") != 1 or isinstance(top.get("version"), bool):
            self.faults.add("version", f"must be 1{not_but(top.get('version'))}")
        author = self.text("author", top.get("author", ""))
        self.text("editor", top.get("editor", ""))
        for name, version in self.mapping("dependencies", top.get("dependencies", {})).items():
            self.text(key_path("dependencies", name), version)
        self.serial_monitor(top.get("serialMonitor", {}))
        for index, raw in enumerate(self.sequence("parts", top.get("parts"))):
            self.part(index, raw)
        if not isinstance(top.get("parts"), list):
            self.faults.raise_if_any()  # every wire would end nowhere: nothing new to say
        connections = [
            self.connection(f"connections[{index}]", raw)
            for index, raw in enumerate(self.sequence("connections", top.get("connections")))
        ]
        self.faults.raise_if_any()
        wires = tuple(connection for connection in connections if connection is not None)
        return Wiring(self.faults.source, tuple(self.parts.values()), wires, author)

    # --- parts

    def part(self, index: int, raw: object) -> None:
        place = f"parts[{index}]"
        fields = self.mapping(place, raw, (), note_unknown=False)
        part_type = self.part_type(f"{place}.type", fields.get("type"))
        self.part_keys(place, fields, part_type)
        part_id = self.part_id(f"{place}.id", fields.get("id"))
        attrs = self.mapping(f"{place}.attrs", fields.get("attrs", {}))
        hidden = fields.get("hide", False)
        if not isinstance(hidden, bool):
            self.faults.add(f"{place}.hide", f"must be true or false{not_but(hidden)}")
        left, top, rotate = (
            self.number(f"{place}.{key}", fields.get(key, 0)) for key in ("left", "top", "rotate")
        )
        if part_type is not None:
            settings = self.settings(f"{place}.attrs", part_type, attrs)
            self.parts[part_id] = Part(
                index, part_id, part_type, settings, left, top, rotate, bool(hidden)
            )
        else:
            self.unclear.add(part_id)

    def part_keys(
        self, place: str, fields: Mapping[str, object], part_type: PartType | None
    ) -> None:
        for key in fields:
            if key in _PART_KEYS:
                continue
            if part_type and key in part_type.attributes:
                hint = f' It belongs into "attrs": {{"{key}": ...}}.'
            else:
                hint = did_you_mean(key, _PART_KEYS)
            self.faults.add(key_path(place, key), f"a part has no such entry.{hint}")

    def part_type(self, place: str, raw: object) -> PartType | None:
        if not isinstance(raw, str):
            self.faults.add(place, f'must be the type, such as "wokwi-led"{not_but(raw)}')
            return None
        if raw not in CATALOGUE:
            hint = did_you_mean(raw, CATALOGUE) or did_you_mean(f"wokwi-{raw}", CATALOGUE)
            self.faults.add(place, f"the kit knows no part {shown(raw)}.{hint}", Weight.PART)
        return CATALOGUE.get(raw)

    def part_id(self, place: str, raw: object) -> str:
        if not isinstance(raw, str) or not raw:
            self.faults.add(place, f'must be a name, such as "led1"{not_but(raw)}')
            return ""
        fits = raw.isprintable() and len(raw) <= _LONGEST_ID and raw == raw.strip()
        if not fits or ":" in raw or raw.startswith("$"):
            self.faults.add(
                place,
                f"{shown(raw)} cannot be a name: up to {_LONGEST_ID} characters, no colon, "
                f"no $ in front, no space at the ends.",
            )
            self.unclear.add(raw)
        elif raw in self.parts or raw in self.unclear:
            self.faults.add(
                place, f"{shown(raw)} is already the name of another part.", Weight.PART
            )
            self.unclear.add(raw)
        return raw

    def settings(
        self, place: str, part_type: PartType, written: Mapping[str, object]
    ) -> dict[str, AttributeValue]:
        values = {name: attribute.default for name, attribute in part_type.attributes.items()}
        for name, raw in written.items():
            attribute = part_type.attributes.get(name)
            if attribute is None:
                hint = did_you_mean(name, part_type.attributes)
                self.faults.add(
                    key_path(place, name),
                    f"{part_type.name} has no such attribute.{hint}",
                    Weight.VALUE,
                )
            else:
                values[name] = self.setting(key_path(place, name), attribute, raw)
        return values

    def setting(self, place: str, attribute: Attribute, raw: object) -> AttributeValue:
        written = attribute_text(raw)
        value = attribute.read(written) if written is not None else None
        if value is None:
            self.faults.add(place, f"must be {attribute.expects}{not_but(raw)}", Weight.VALUE)
            return attribute.default
        return value

    # --- wires

    def connection(self, place: str, raw: object) -> Connection | None:
        ends = raw if isinstance(raw, list) else []
        if not 3 <= len(ends) <= 4:
            self.faults.add(
                place, 'a wire is written ["led1:C", "pi:GND.1", "black", []]: from, to, colour.'
            )
            return None
        a, b = (self.pin(f"{place}[{side}]", ends[side]) for side in (0, 1))
        if a is not None and a == b:
            self.faults.add(place, f"joins {a} with itself.", Weight.PIN)
        colour = self.wire_colour(f"{place}[2]", ends[2])
        route = self.route(f"{place}[3]", ends[3] if len(ends) == 4 else [])
        return Connection(a, b, colour, route) if a is not None and b is not None else None

    def pin(self, place: str, raw: object) -> PinRef | None:
        if not isinstance(raw, str) or ":" not in raw:
            self.faults.add(place, f'must be a pin, such as "led1:A"{not_but(raw)}')
            return None
        part_id, _, name = raw.partition(":")
        if part_id == _MONITOR:
            if name not in _MONITOR_PINS:
                self.faults.add(place, f"{_MONITOR} has only TX and RX.", Weight.PIN)
            return PinRef(part_id, name)
        if part_id in self.unclear:
            return None
        part = self.parts.get(part_id)
        if part is None:
            hint = did_you_mean(part_id, self.parts)
            self.faults.add(place, f"there is no part {shown(part_id)}.{hint}", Weight.PART)
            return None
        pin = part.pin_called(name)
        if pin is None:
            self.faults.add(place, _no_such_pin(part, name), Weight.PIN)
            return None
        return PinRef(part_id, pin)

    def wire_colour(self, place: str, raw: object) -> str:
        if not isinstance(raw, str):
            self.faults.add(place, f'must be a colour such as "red"{not_but(raw)}')
            return ""
        if raw and not is_colour(raw):
            self.faults.add(
                place, f"{shown(raw)} is no colour.{did_you_mean(raw, COLOURS)}", Weight.LOOK
            )
        return raw

    def route(self, place: str, raw: object) -> tuple[str, ...]:
        steps = self.sequence(place, raw)
        for step in steps:
            if not isinstance(step, str) or not _ROUTE_STEP.fullmatch(step):
                self.faults.add(
                    place, f'{shown(step)} is no step: "h10", "v-5" or "*".', Weight.LOOK
                )
        if steps.count("*") > 1:
            self.faults.add(place, '"*" can stand only once in it.', Weight.LOOK)
        return tuple(str(step) for step in steps)

    # --- the rest

    def serial_monitor(self, raw: object) -> None:
        place = "serialMonitor"
        fields = self.mapping(place, raw, (*_MONITOR_CHOICES, "convertEol"))
        for key, choices in _MONITOR_CHOICES.items():
            if key in fields and fields[key] not in choices:
                self.faults.add(
                    f"{place}.{key}", f"must be one of {', '.join(choices)}.", Weight.LOOK
                )
        if not isinstance(fields.get("convertEol", False), bool):
            self.faults.add(f"{place}.convertEol", "must be true or false.", Weight.LOOK)

    def mapping(
        self, place: str, raw: object, known: tuple[str, ...] = (), *, note_unknown: bool = True
    ) -> Mapping[str, object]:
        if not isinstance(raw, JsonObject):
            if raw != {}:  # the default of an entry that may be left out
                self.faults.add(place, f"must be an object {{...}}{not_but(raw)}")
            return {}
        for key in raw.repeated:
            self.faults.add(key_path(place, key), "stands here twice.")
        for key in raw if known and note_unknown else ():
            if key not in known:
                hint = did_you_mean(key, known)
                self.faults.add(key_path(place, key), f"no such entry is known here.{hint}")
        return raw

    def sequence(self, place: str, raw: object) -> list[object]:
        if not isinstance(raw, list):
            self.faults.add(place, f"must be a list [...]{not_but(raw)}")
            return []
        return raw

    def number(self, place: str, raw: object) -> float:
        # A comparison with NaN is false, so it is refused as well.
        if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) <= _WIDEST_PX:
            return float(raw)
        self.faults.add(place, f"must be a number{not_but(raw)}")
        return 0.0

    def text(self, place: str, raw: object) -> str:
        if not isinstance(raw, str):
            self.faults.add(place, f'must be "text"{not_but(raw)}')
            return ""
        return raw


def _no_such_pin(part: Part, name: str) -> str:
    board = part.type.breadboard
    if board is not None:
        hole = board.nearest_hole(name)
        hint = f'Did you mean "{hole}"?' if hole else board.describe()
        return f"{part.id} has no hole {shown(name)}. {hint}"
    hint = _pi_hint(name) if part.type.name == "chip-raspberry-pi" else ""
    hint = hint or did_you_mean(name, part.pins)
    return f"{part.id} ({part.type.title}) has no pin {shown(name)}.{hint}"


def _pi_hint(name: str) -> str:
    """Return what was meant by "17", "D17" or "BCM17", or nothing."""
    match = re.fullmatch(r"(?P<prefix>[A-Za-z_]*)(?P<number>[0-9]{1,2})", name)
    gpio = f"GPIO{int(match['number'])}" if match else ""
    if match is None or (gpio not in PI_HEADER and match["prefix"]):
        return ""
    hint = f' Did you mean "{gpio}"?' if gpio in PI_HEADER else ""
    on_board = physical_pin(int(match["number"]))
    if match["prefix"] or on_board is None:
        return hint
    return f"{hint} (Number {name} on the board is {on_board}.)"
