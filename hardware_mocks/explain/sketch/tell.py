"""What a compiler said, and small helpers to find the place in the sketch that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch.view import SketchView

_QUOTES = str.maketrans("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}`", "'''")


class CompilerLine(Protocol):
    """One line of a compiler: `makerkit.arduino.build.Diagnostic`."""

    @property
    def file(self) -> object:
        """The file it is about."""

    @property
    def line(self) -> int:
        """Its line there, from 1."""

    @property
    def column(self) -> int:
        """The column, from 1; 0 when not known."""

    @property
    def severity(self) -> str:
        """The kind: "error", "warning", "note"."""

    @property
    def text(self) -> str:
        """The words."""


class Said(NamedTuple):
    """One complaint about the sketch, with straight quotes.

    Attributes:
        line: of the sketch, within its lines.
        notes: what the compiler adds, such as "in expansion of macro 'LED'".
    """

    text: str
    line: int
    column: int
    severity: str
    notes: tuple[str, ...] = ()


Finding = Callable[[SketchView, Said], Explained | None]
"""What knows more of some words of the compiler; None where it is not that."""


def said_of(diagnostics: Iterable[CompilerLine], name: str, lines: int) -> list[Said]:
    """Return the complaints about the sketch of that name, each with its notes.

    A complaint about a file of the core (`HIGH` is defined there) is about the line of the sketch
    that its note names.
    """
    found: list[Said] = []
    for one in diagnostics:
        file = "" if one.file is None else str(one.file).replace("\\", "/")
        is_own = file.rpartition("/")[2] == name
        text = one.text.translate(_QUOTES)
        line = min(max(one.line, 1), lines) if is_own else 0
        if "note" not in one.severity:
            found.append(Said(text, line, one.column if is_own else 0, one.severity))
        elif found:
            last = found[-1]
            is_place = is_own and not last.line
            line, column = (line, one.column) if is_place else (last.line, last.column)
            found[-1] = last._replace(line=line, column=column, notes=(*last.notes, text))
    return found


def first_error(said: Sequence[Said]) -> Said | None:
    """Return the first error that has a place in the sketch, or else the first of all."""
    errors = [one for one in said if "error" in one.severity]
    for one, following in pairwise(errors):
        if following.text == "within this context" and not one.line:
            return one._replace(line=following.line, column=following.column)
    return next((one for one in errors if one.line), errors[0] if errors else None)


def place_of(view: SketchView, said: Said, name: str = "") -> int | None:
    """Return the index of the token that a complaint is about."""
    here = [(i, token) for i, token in enumerate(view.tokens) if token.line == said.line]
    if not here:
        return None
    last = here[-1][0]
    if name and not any(token.text == name for _, token in here) and last + 1 < len(view.tokens):
        following = view.tokens[last + 1]
        if following.text == name:  # newer compilers point behind the last thing that was right
            return last + 1
    named = [i for i, token in here if name and token.text == name]
    if len(named) == 1:
        return named[0]
    start = sum(len(line) + 1 for line in view.lines[: said.line - 1])
    behind = [i for i, token in here if token.at - start + 1 >= said.column]
    exact = [i for i in named if i in behind]
    return (exact or behind or named or [here[-1][0]])[0]


def quoted(text: str) -> tuple[str, ...]:
    """Return what stands in quotes in a compiler's words."""
    return tuple(re.findall(r"'([^']*)'", text))
