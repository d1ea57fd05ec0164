"""Rule 20: parts that are not in the course's box."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from makerkit.wiring.attributes import parse_ohms
from makerkit.wiring.model import Part
from makerkit.wiring.part_type import Role
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.finding import Finding, finding

_FILE = Path(__file__).with_name("course_parts.toml")


@dataclass(frozen=True, slots=True)
class Known:
    """What there is of one type: any, or only some resistances or colours."""

    ohms: tuple[float, ...] = ()
    colours: tuple[str, ...] = ()


@cache
def parts_of_the_course() -> Mapping[str, Known]:
    """Return what is in the box of a pair of students, by type."""
    found = {}
    for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["part"]:
        ohms = tuple(parse_ohms(value) or 0.0 for value in entry.get("values", ()))
        found[str(entry["type"])] = Known(ohms, tuple(entry.get("colours", ())))
    return found


def part_not_in_the_box(circuit: Circuit, known_parts: Mapping[str, Known]) -> Iterator[Finding]:
    """20: a part, a resistance or a colour that the course does not have."""
    for part in circuit.wiring.parts:
        is_symbol = part.type.is_symbol or part.type.role is Role.NOTE or not part.type.title
        if is_symbol or part.type.name == "wokwi-junction":
            continue
        known = known_parts.get(part.type.name)
        if known is None:
            yield finding(20, "part_not_in_the_box", part, is_error=False)
        else:
            yield from _other_value(part, known)


def _other_value(part: Part, known: Known) -> Iterator[Finding]:
    ohms = part.attrs.get("value")
    if known.ohms and ohms not in known.ohms:
        values = ", ".join(f"{value:g} Ω" for value in known.ohms)
        yield finding(
            20, "value_not_in_the_box", part, is_error=False, value=f"{ohms:g} Ω", known=values
        )
    colour = part.attrs.get("color")
    if known.colours and colour not in known.colours:
        yield finding(
            20,
            "value_not_in_the_box",
            part,
            is_error=False,
            value=colour,
            known=", ".join(known.colours),
        )
