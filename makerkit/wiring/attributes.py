"""The settings of a part: what may be written in `attrs`, and what it means.

Wokwi writes every attribute as text (`"distance": "400"`, in centimetres). An `Attribute` reads
that text, and knows under which name and in which unit the bench wants it (`distance_m`, 4.0).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from makerkit.wiring.colours import is_colour

AttributeValue: TypeAlias = bool | float | str

_OHMS = re.compile(
    r"(?P<whole>[0-9]{1,12})(?P<point>[RrkKMG])(?P<rest>[0-9]{1,12})"  # 2k2, 4R7
    r"|(?P<number>[0-9]{1,12}(\.[0-9]{0,12})?) ?(?P<suffix>[RrkKMG]?) ?(\u03a9|\u2126|[Oo]hms?)?"
)
_MULTIPLIER = {"": 1.0, "R": 1.0, "K": 1e3, "M": 1e6, "G": 1e9}
_FLAGS = {"0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Attribute:
    """One setting of a part type.

    Attributes:
        name: as Wokwi spells it.
        default: what holds when it is left out.
        expects: what may stand there, as the end of the sentence "it must be ...".
        read: gives the value of a text, or None when the text cannot be used.
        bench_name: the name the bench knows it by, with a unit ("distance_m").
        bench_scale: how many of the bench's units one of Wokwi's is; None where it has no unit.
        choices: the texts that may stand there, where they can be counted.
    """

    name: str
    default: AttributeValue
    expects: str
    read: Callable[[str], AttributeValue | None]
    bench_name: str
    bench_scale: float | None = None
    choices: tuple[str, ...] = ()

    def for_bench(self, value: AttributeValue) -> AttributeValue:
        """Return a value in the bench's unit."""
        if self.bench_scale is None or isinstance(value, str):
            return value
        return value * self.bench_scale


def text(name: str, default: str = "", *, bench: str = "") -> Attribute:
    """Return a setting that takes any words."""

    def read(written: str) -> str | None:
        return written if len(written) <= _LONGEST_TEXT and written.isprintable() else None

    return Attribute(name, default, f"at most {_LONGEST_TEXT} characters", read, bench or name)


def number(
    name: str, default: float, low: float, high: float, *, bench: str = "", scale: float = 1.0
) -> Attribute:
    """Return a setting that takes a number from `low` to `high`."""

    def read(written: str) -> float | None:
        value = parse_number(written)
        return value if value is not None and low <= value <= high else None

    expects = f"a number from {low:,g} to {high:,g}"
    return Attribute(name, float(default), expects, read, bench or name, scale)


def flag(
    name: str, *, default: bool = False, bench: str = "", scale: float | None = None
) -> Attribute:
    """Return a setting that is on or off; Wokwi writes "1", "0", or "" for the usual.

    With a `scale` the bench gets a number: the scale where it is on, 0.0 where it is off.
    """

    def read(written: str) -> bool | None:
        return default if written == "" else _FLAGS.get(written.casefold())

    return Attribute(name, default, 'on or off ("1" or "0")', read, bench or name, scale)


def choice(name: str, *choices: str, bench: str = "") -> Attribute:
    """Return a setting that takes one of some words; the first is the usual one."""

    def read(written: str) -> str | None:
        return written if written in choices else None

    expects = " or ".join(f'"{word}"' for word in choices)
    return Attribute(name, choices[0], expects, read, bench or name, choices=choices)


def colour(name: str, default: str = "") -> Attribute:
    """Return a setting that takes a colour by name or as #rrggbb."""

    def read(written: str) -> str | None:
        return written if written == "" or is_colour(written) else None

    return Attribute(name, default, 'a colour such as "red" or "#ff0000"', read, name)


def ohms(name: str, default: float, *, bench: str) -> Attribute:
    """Return a setting that takes a resistance."""

    def read(written: str) -> float | None:
        return parse_ohms(written)

    return Attribute(
        name, default, 'ohms above 0, such as "330", "4.7k", "2k2" or "10M"', read, bench
    )


def key_labels(name: str, default: str) -> Attribute:
    """Return a setting that takes a list of key labels, kept as one text with spaces between."""

    def read(written: str) -> str | None:
        try:
            labels = json.loads(written)
        except ValueError:
            return None
        fits = isinstance(labels, list) and len(labels) in {12, 16}
        return " ".join(labels) if fits and all(_is_key(label) for label in labels) else None

    return Attribute(name, default, "a list of 12 or 16 labels for the keys", read, name)


def parse_number(written: str) -> float | None:
    """Return the finite number a text says, or None."""
    try:
        value = float(written)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in written else None


def parse_ohms(written: str) -> float | None:
    """Return the resistance a text says, or None.

    Example:
        >>> parse_ohms("330"), parse_ohms("4.7k"), parse_ohms("2k2"), parse_ohms("10M")
        (330.0, 4700.0, 2200.0, 10000000.0)
    """
    match = _OHMS.fullmatch(written.strip())
    if match is None:
        return None
    if match["point"]:
        digits, suffix = f"{match['whole']}.{match['rest']}", match["point"]
    else:
        digits, suffix = match["number"], match["suffix"]
    value = float(digits) * _MULTIPLIER[suffix if suffix == "M" else suffix.upper()]
    return value if value > 0 else None


def attribute_text(written: object) -> str | None:
    """Return what stands in a file as the text Wokwi would have written, or None."""
    match written:
        case str():
            return written
        case bool():
            return "1" if written else "0"
        case int():
            return str(written)
        case float():
            return str(written) if math.isfinite(written) else None
        case list():
            return json.dumps(written) if all(_is_key(label) for label in written) else None
        case _:
            return None


def _is_key(label: object) -> bool:
    return (
        isinstance(label, str) and label.isprintable() and 1 <= len(label) <= 8 and " " not in label
    )
