"""What a line of text consists of: words, code, pins, values with their unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; a line break in the source is a space here."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words in backticks: a name, a file, a command."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words to be seen: `**now**`."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with a weight: `*first*`."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    spans: Spans
    target: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin by its name in the course's pin map: "red" is "GPIO17"."""

    name: str
    gpio: str


@dataclass(frozen=True, slots=True)
class PartName:
    """A part by its short name: "r330" is "330 Ω resistor"."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A value with its unit, "330 Ω": never broken over two lines, never turned round."""

    text: str


Span = Words | Code | Strong | Emphasis | Link | Pin | PartName | Unit
Spans = tuple[Span, ...]


def flat(spans: Spans) -> Iterator[Words | Code | Pin | PartName | Unit]:
    """Yield what stands in a text, without how it is set off or where it leads."""
    for span in spans:
        if isinstance(span, Strong | Emphasis | Link):
            yield from flat(span.spans)
        else:
            yield span


def plain(spans: Spans) -> str:
    """Return a text as it is read aloud, its code in backticks."""
    return "".join(_plain(span) for span in flat(spans))


def _plain(span: Words | Code | Pin | PartName | Unit) -> str:
    if isinstance(span, Code):
        return f"`{span.text}`"
    return span.gpio if isinstance(span, Pin) else span.text
