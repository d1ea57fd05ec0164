"""What a program under a check reads from the keyboard."""

import io
import sys
import threading
from collections import deque
from collections.abc import Iterable

from hardware_mocks.checks.program_state import ProgramState


class TypedInput(io.TextIOBase):
    """Stands in for `sys.stdin`: gives the lines that the check types, and waits for more.

    Args:
        lines: what is typed as soon as the program asks.
        state: is told whether the program waits.
    """

    def __init__(self, lines: Iterable[str], state: ProgramState) -> None:
        self._lines = deque(lines)
        self._state = state
        self._changed = threading.Condition()

    def type(self, text: str) -> None:
        """Type a line."""
        with self._changed:
            self._lines.append(text)
            self._changed.notify()

    def readable(self) -> bool:
        """It is."""
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the next line; wait until one is typed."""
        with self._changed:
            self._state.waits_for_input = True
            while not self._lines:
                self._changed.wait()
            self._state.waits_for_input = False
            self._state.lines_read += 1
            line = self._lines.popleft()
        sys.stdout.write("\n")  # the Enter key moves a terminal to its next line, too
        return f"{line}\n"

    def read(self, size: int | None = -1, /) -> str:
        """Return the next line: there is no end to wait for."""
        return self.readline()
