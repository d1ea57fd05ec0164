"""One thing that an author should change, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LintFault:
    """What is wrong with a lesson.

    Attributes:
        line: of the file, 0 when it is about all of it.
        is_warning: whether it is a matter of taste: "this sentence is long".
    """

    file: Path
    line: int
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {'warning: ' if self.is_warning else ''}{self.text}"
