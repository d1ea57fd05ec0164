"""What is wrong with a file that somebody wrote: collected first, then said all at once."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

from makerkit.errors import BadInputError

MOST_SHOWN = 10
MOST_COUNTED = 100  # with so many it is some other file, and reading on only takes time
_MOST_COMPARED = 500
_LONGEST_VALUE = 40
_LONGEST_INT_BITS = 128


class Weight(IntEnum):
    """How much hangs on a fault; the heaviest (lowest) are named first."""

    SHAPE = 0  # not the kind of thing that must stand here
    PART = 1  # a part that is missing, unknown or there twice
    PIN = 2  # a wire that ends nowhere
    VALUE = 3  # a setting outside its range
    LOOK = 4  # colours and wire routes


class Fault(NamedTuple):
    """One thing that is wrong, and where: `parts[3].attrs.value`."""

    weight: Weight
    place: str
    text: str


class BadFileError(BadInputError):
    """A file that can be read but not used; `faults` holds every one of its faults."""

    def __init__(self, source: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(source, faults)
        self.source = source
        self.faults = faults

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return f"{self.source}, {_line(self.faults[0])}"
        least = "at least " if len(self.faults) >= MOST_COUNTED else ""
        lines = [f"{self.source}: {least}{len(self.faults)} things are wrong."]
        lines += [f"  {_line(fault)}" for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            lines.append(f"  and {len(self.faults) - MOST_SHOWN} more.")
        return "\n".join(lines)


class Faults:
    """Collects the faults of one file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._found: list[Fault] = []

    def add(self, place: str, text: str, weight: Weight = Weight.SHAPE) -> None:
        """Note one fault and go on reading.

        Raises:
            BadFileError: this is one too many to go on.
        """
        self._found.append(Fault(weight, place, text))
        if len(self._found) >= MOST_COUNTED:
            self.raise_if_any()

    def raise_if_any(self) -> None:
        """Raise one error for all faults, the heaviest first.

        Raises:
            BadFileError: there is at least one fault.
        """
        if self._found:
            by_weight = sorted(self._found, key=lambda fault: fault.weight)
            raise BadFileError(self.source, tuple(by_weight))


def shown(value: object) -> str:
    """Return a value as it may stand in a message: short, and safe to print."""
    if isinstance(value, dict):
        return "{...}"
    if isinstance(value, list):
        return "[...]"
    if isinstance(value, str):
        return f'"{_printable(value)}"'
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > _LONGEST_INT_BITS:
        return "a number that long"  # str() refuses thousands of digits
    return _printable(str(value))


def not_but(raw: object) -> str:
    """Return the end of a sentence that began with what must stand somewhere."""
    return ", but it is left out." if raw is None else f", not {shown(raw)}."


def key_path(place: str, key: str) -> str:
    """Return the place of an entry inside another place."""
    return f"{place}.{_printable(key)}" if place else _printable(key)


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return ` Did you mean "led"?`, a short list of what there is, or nothing."""
    match = nearest(name, known)
    if match is not None:
        return f' Did you mean "{match}"?'
    if 0 < len(known) <= 12:
        return f" There is: {', '.join(known)}."
    return ""


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return the known name most like the given one, or None when none is like it."""
    from difflib import get_close_matches  # needed only once something is wrong

    folded = {candidate.casefold(): candidate for candidate in islice(known, _MOST_COMPARED)}
    matches = get_close_matches(name[:_LONGEST_VALUE].casefold(), folded, n=1)
    return folded[matches[0]] if matches else None


def _line(fault: Fault) -> str:
    return f"{fault.place}: {fault.text}" if fault.place else fault.text


def _printable(text: str) -> str:
    # A lone surrogate or a control character would break the terminal that shows the message.
    cut = text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)
