"""Printing the learning loop's lines on whatever standard output is: a terminal, a pipe, a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workshop.lines import PLAIN_MARKS, Marks

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

COLUMNS_WITHOUT_A_TERMINAL = 80
MOST_COLUMNS = 100
"""Longer lines are hard to read."""
ROWS_WITHOUT_A_TERMINAL = 24


class Printer:
    """Standard output, with colours where it is a terminal."""

    def __init__(self) -> None:
        from rich.console import Console

        console = Console(highlight=False, soft_wrap=True)
        self._console = console
        width, height = console.size
        self.columns = min(width if console.is_terminal else _columns_asked_for(), MOST_COLUMNS)
        self.rows = height if console.is_terminal else ROWS_WITHOUT_A_TERMINAL
        self.marks = marks_for(console)

    def show(self, lines: Iterable[Text | str]) -> None:
        """Print some lines."""
        encoding = self._console.encoding
        for line in lines:
            if not isinstance(line, str):
                line.plain = line.plain.encode(encoding, "replace").decode(encoding)
            self._console.print(line, markup=False)


def marks_for(console: Console) -> Marks:
    """Return the signs that a terminal can show: only ASCII where its locale promises no more."""
    from workshop.live_pen import BLOCKS, pen_for

    if pen_for(console.encoding, os.environ) is not BLOCKS:
        return PLAIN_MARKS
    marks = Marks()
    try:
        "".join((marks.passed, marks.failed, marks.more)).encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return PLAIN_MARKS
    return marks


def _columns_asked_for() -> int:
    given = os.environ.get("COLUMNS", "")
    return int(given) if given.isdecimal() and int(given) > 0 else COLUMNS_WITHOUT_A_TERMINAL
