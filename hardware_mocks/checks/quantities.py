"""Quantities as a lesson writes them: "100 ms", "1 %", "90 deg", "20 cm"; and how near is near.

A number without a unit is in the kit's own units: seconds, a share (0-1), degrees, metres, hertz.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from makerkit.errors import BadInputError

Quantity: TypeAlias = str | int | float

TIME = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "min": 60.0}
SHARE = {"%": 0.01}
ANGLE = {"deg": 1.0, "°": 1.0}
LENGTH = {"m": 1.0, "cm": 0.01, "mm": 0.001}
FREQUENCY = {"Hz": 1.0, "kHz": 1000.0}

HARDWARE_SHARE = 0.05
HARDWARE_S = 0.05
"""A real clock, real contacts and Linux: the larger of 5 % and 50 ms."""

_WRITTEN = re.compile(r"\s*([+-]?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]{1,3})?)\s*([^\s0-9]*)\s*")


def seconds(value: Quantity) -> float:
    """Return a time in seconds: "100 ms" is 0.1."""
    return _read(value, TIME, "a time, such as '100 ms' or '2 s'")


def share(value: Quantity) -> float:
    """Return a share of one: "5 %" is 0.05."""
    return _read(value, SHARE, "a share, such as '5 %' or 0.05")


def degrees(value: Quantity) -> float:
    """Return an angle in degrees."""
    return _read(value, ANGLE, "an angle, such as '90 deg'")


def metres(value: Quantity) -> float:
    """Return a length in metres: "20 cm" is 0.2."""
    return _read(value, LENGTH, "a length, such as '20 cm'")


def _read(value: Quantity, units: Mapping[str, float], what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadInputError(f"{value!r} is not {what}.")
    if not isinstance(value, str):
        number, factor = float(value), 1.0
    else:
        match = _WRITTEN.fullmatch(value)
        if match is None or match[2] not in {"", *units}:
            raise BadInputError(f"{value!r} is not {what}.")
        number, factor = float(match[1]), units.get(match[2], 1.0)
    if not math.isfinite(number):
        raise BadInputError(f"{value!r} is not {what}.")
    return number * factor


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the expected value the seen one may lie.

    Attributes:
        relative: as a share of the expected value.
        absolute: in the unit of the value.
    """

    relative: float = 0.0
    absolute: float = 0.0

    @classmethod
    def of_time(cls, within: Quantity, *, is_hardware: bool = False) -> "Tolerance":
        """Return the tolerance of a time: "1 %" of it, or "20 ms"; wider on real hardware."""
        if isinstance(within, str) and within.strip().endswith("%"):
            found = cls(relative=share(within))
        else:
            found = cls(absolute=seconds(within))
        return found.widened(HARDWARE_S) if is_hardware else found

    @classmethod
    def of_share(cls, within: Quantity, *, is_hardware: bool = False) -> "Tolerance":
        """Return the tolerance of a share: "1 %" means one hundredth of the whole."""
        found = cls(absolute=share(within))
        return cls(absolute=max(found.absolute, HARDWARE_SHARE)) if is_hardware else found

    def widened(self, absolute: float) -> "Tolerance":
        """Return what real hardware is granted: at least 5 %, and at least `absolute`."""
        return Tolerance(max(self.relative, HARDWARE_SHARE), max(self.absolute, absolute))

    def span(self, expected: float) -> float:
        """Return how far a value may lie from `expected`: the larger of the two allowances."""
        return max(abs(expected) * self.relative, self.absolute) + 1e-9

    def allows(self, seen: float, expected: float) -> bool:
        """Whether `seen` is near enough."""
        return abs(seen - expected) <= self.span(expected)
