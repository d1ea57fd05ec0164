"""What a program reads from the keyboard by `input()`: the live view must know that it waits."""

import io
from collections.abc import Callable
from typing import TextIO


class AnnouncedInput(io.TextIOBase):
    """Stands in for `sys.stdin` and says when the program waits for a line.

    Args:
        behind: where the lines come from.
        announce: called with True when the program begins to wait, with False when it goes on.
    """

    def __init__(self, behind: TextIO, announce: Callable[[bool], None]) -> None:
        self._behind = behind
        self._announce = announce

    def fileno(self) -> int:
        """Return the descriptor behind it."""
        return self._behind.fileno()

    def readable(self) -> bool:
        """It is."""
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the next line, "" when there will be none."""
        self._announce(True)
        try:
            return self._behind.readline(-1 if size is None else size)
        finally:
            self._announce(False)

    def read(self, size: int | None = -1, /) -> str:
        """Return all that comes until the end, or so many characters."""
        self._announce(True)
        try:
            return self._behind.read(-1 if size is None else size)
        finally:
            self._announce(False)
