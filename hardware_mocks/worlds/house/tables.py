"""Reads tables of a TOML file into dataclasses, and names every fault with its place.

A field's type says what may stand there, its name which unit: a field `yaw_rad` is written as
`yaw_deg`. A colour is written "#rrggbb" and becomes blue, green, red.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from makerkit.wiring.faults import Faults, Weight, did_you_mean, key_path, not_but, shown

Bgr: TypeAlias = tuple[int, int, int]
"""A colour as pictures hold it: blue, green, red, each 0 to 255."""
Made = TypeVar("Made")

_COLOR = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_LARGEST = 1e6


class Tables:
    """Makes values of dataclasses out of TOML tables; `faults` collects what is wrong."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def named(self, kind: type[Made], place: str, raw: object) -> dict[str, Made]:
        """Return one value for each sub-table, by its name; the field `name` holds it too."""
        made = {}
        for name, table in self.table(place, raw).items():
            value = self.one(kind, key_path(place, name), table, name=name)
            if value is not None:
                made[name] = value
        return made

    def one(self, kind: type[Made], place: str, raw: object, **given: Any) -> Made | None:
        """Return a value made of one table, or None where something in it is wrong."""
        table = self.table(place, raw)
        keys = {_key(f.name): f for f in fields(kind) if f.name not in given}  # type: ignore[arg-type]
        ok = isinstance(raw, Mapping)
        for key in table:
            if key not in keys:
                hint = did_you_mean(key, list(keys))
                self.faults.add(key_path(place, key), f"no such entry is known here.{hint}")
                ok = False
        hints = _hints(kind)  # type: ignore[arg-type]  # classes are hashable
        for key, field in keys.items():
            if key in table:
                value, is_good = self._value(hints[field.name], key_path(place, key), table[key])
                given[field.name] = math.radians(value) if is_good and key != field.name else value
                ok = ok and is_good
            elif _is_required(field):
                self.faults.add(key_path(place, key), f"must be {_wanted(hints[field.name])}.")
                ok = False
        return kind(**given) if ok else None

    def table(self, place: str, raw: object) -> Mapping[str, Any]:
        """Return a table; an empty one and a fault where there is none."""
        if isinstance(raw, Mapping):
            return raw
        self.faults.add(place, f"must be a table of names and values{not_but(raw)}")
        return {}

    def choice(self, place: str, raw: object, known: Any, what: str) -> str:
        """Return a name that must be one of those known, "" where it is not."""
        if isinstance(raw, str) and raw in known:
            return raw
        hint = did_you_mean(raw, list(known)) if isinstance(raw, str) else ""
        self.faults.add(place, f"must be {what}{not_but(raw)}{hint}", Weight.VALUE)
        return ""

    def _value(self, kind: Any, place: str, raw: object) -> tuple[Any, bool]:
        value = _fitting(kind, raw)
        if value is not None:
            return value, True
        hint = ""
        if get_origin(kind) is Literal and isinstance(raw, str):
            hint = did_you_mean(raw, get_args(kind))
        self.faults.add(place, f"must be {_wanted(kind)}, not {shown(raw)}.{hint}", Weight.VALUE)
        return None, False


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind, vars(sys.modules[kind.__module__]))
    return {name: _without_none(hint) for name, hint in hints.items()}


def _without_none(kind: Any) -> Any:
    """Return the type of a field that may be left out."""
    parts = [part for part in get_args(kind) if part is not type(None)]
    return parts[0] if get_origin(kind) is UnionType and len(parts) == 1 else kind


def _key(name: str) -> str:
    return name.removesuffix("_rad") + "_deg" if name.endswith("_rad") else name


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _fitting(kind: Any, raw: object) -> Any:
    """Return the value that a field of that type gets, or None if it cannot take it."""
    if kind is bool or kind is str:
        return raw if isinstance(raw, kind) else None
    if kind is float or kind is int:
        return _number(kind, raw)
    if get_origin(kind) is Literal:
        return raw if raw in get_args(kind) else None
    if kind == Bgr:
        match = _COLOR.fullmatch(raw) if isinstance(raw, str) else None
        return None if match is None else tuple(int(part, 16) for part in match.groups()[::-1])
    return _tuple(kind, raw) if get_origin(kind) is tuple else None


def _number(kind: type[float], raw: object) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= _LARGEST:
        return None
    return kind(raw) if kind(raw) == raw else None


def _tuple(kind: Any, raw: object) -> tuple[Any, ...] | None:
    kinds = get_args(kind)
    if not isinstance(raw, list):
        return None
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(raw)
    if len(raw) != len(kinds):
        return None
    values = tuple(_fitting(one, value) for one, value in zip(kinds, raw, strict=True))
    return None if None in values else values


def _wanted(kind: Any) -> str:
    """Return in words what a field takes."""
    plain = {bool: "true or false", str: "a text in quotes", float: "a number"}
    plain |= {int: "a whole number"}
    if kind in plain:
        return plain[kind]
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(str(word) for word in get_args(kind))
    if kind == Bgr:
        return 'a colour such as "#c03020"'
    parts = get_args(kind)
    if parts and parts[-1] is Ellipsis:
        return f"a list in which each is {_wanted(parts[0])}"
    if parts and get_origin(parts[0]) is tuple:
        return f"{len(parts)} lists in brackets, each {_wanted(parts[0])}"
    return f"{len(parts)} numbers in brackets"
