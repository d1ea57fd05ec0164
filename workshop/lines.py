"""Lines of text for a terminal: words broken where they must be, code in another colour, bars.

Nothing here knows a terminal; widths are given in columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.text import Text

CODE_STYLE = "bold cyan"
_CODE = re.compile(r"`([^`]+)`")
_LEAST_COLUMNS = 8
_CONTROLS = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
"""What would move the cursor or change colours: ECMA-48 sequences and control characters."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs of the learning loop in one style of drawing."""

    passed: str = "✓"
    failed: str = "✗"
    waiting: str = "·"
    full: str = "█"
    empty: str = "░"
    edge: str = "│"
    more: str = "…"
    dot: str = "·"


PLAIN_MARKS = Marks(
    passed="+", failed="x", waiting=".", full="#", empty=".", edge="|", more="~", dot="-"
)


def wrapped(
    text: str, columns: int, *, first: str = "", rest: str | None = None, style: str = ""
) -> list[Text]:
    """Return a text in lines of at most so many columns.

    Args:
        text: words in backticks are code; newlines are kept.
        columns: of the whole line.
        first: what stands in front of the first line.
        rest: what stands in front of the others; blanks as wide as `first` if not given.
        style: of all but the code.
    """
    rest = " " * cell_len(first) if rest is None else rest
    room = max(columns - max(cell_len(first), cell_len(rest)), _LEAST_COLUMNS)
    lines: list[Text] = []
    for paragraph in text.split("\n"):
        for words in _filled(list(_words(paragraph, style)), room):
            line = Text(first if not lines else rest, style)
            lines.append(line.append_text(words))
    return lines


def _words(paragraph: str, style: str) -> Iterator[list[tuple[str, str]]]:
    """Yield each word as its pieces, each with its style; code stays together where it can."""
    word: list[tuple[str, str]] = []
    for number, piece in enumerate(_CODE.split(paragraph)):
        if number % 2:
            word.append((piece, CODE_STYLE))
            continue
        for inner, part in enumerate(re.split(r"[ \t]+", piece)):
            if inner and word:
                yield word
                word = []
            if part:
                word.append((part, style))
    if word:
        yield word


def _filled(words: list[list[tuple[str, str]]], room: int) -> Iterator[Text]:
    line = Text()
    for pieces in words:
        word = Text.assemble(*pieces)
        needed = word.cell_len + (1 if line else 0)
        if line and line.cell_len + needed > room:
            yield line
            line = Text()
        while word.cell_len > room:  # longer than a whole line
            head = chop_cells(word.plain, room)[0]
            yield word[: len(head)]
            word = word[len(head) :]
        line = Text.assemble(line, " ", word) if line else word
    yield line


def cut(text: str, columns: int, marks: Marks) -> str:
    """Return the text, cut at its end where it is too long."""
    if cell_len(text) <= columns:
        return text
    return chop_cells(text, max(columns - 1, 1))[0] + marks.more if columns > 1 else ""


def progress_bar(done: int, total: int, columns: int, marks: Marks) -> Text:
    """Return a bar that is filled from the left; full only when all is done."""
    share = done / total if total else 0.0
    full = columns if share == 1 else min(max(round(share * columns), int(share > 0)), columns - 1)
    return Text.assemble((marks.full * full, "green"), (marks.empty * (columns - full), "dim"))


def key_line(keys: Iterable[tuple[str, str]], columns: int, marks: Marks) -> list[Text]:
    """Return the keys and what they do, in as many lines as they need."""
    lines: list[Text] = []
    for key, does in keys:
        piece = Text.assemble((key, "bold"), f" {does}")
        if lines and lines[-1].cell_len + piece.cell_len + 3 <= columns:
            lines[-1] = Text.assemble(lines[-1], (f" {marks.dot} ", "dim"), piece)
        else:
            lines.append(Text.assemble(" ", piece))
    return lines


def as_shown(line: str) -> str:
    """Return what a terminal would show of a line, without its colours."""
    rewritten = line.rstrip("\r").rpartition("\r")[2]  # "\r" begins the line anew
    return _CONTROLS.sub("", rewritten).expandtabs()
