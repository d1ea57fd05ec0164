"""What is wrong with a page: collected while it is read, each with its file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from makerkit.errors import BadInputError
from makerkit.wiring.faults import MOST_SHOWN


@dataclass(frozen=True, slots=True)
class PageFault:
    """One thing that is wrong; `line` is 0 when it is about the whole file."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


class BadPageError(BadInputError):
    """A page that cannot be shown; `faults` holds everything that is wrong with it."""

    def __init__(self, faults: tuple[PageFault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        lines = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            lines.append(f"and {len(self.faults) - MOST_SHOWN} more.")
        return "\n".join(lines)
