"""What a program prints, recorded line by line and passed on."""

import io
from typing import TextIO

from hardware_mocks.bench import Bench
from makerkit.errors import MakerKitError

MOST_BYTES = 10_000_000
"""More than this in one run is a loop that prints without end; a person reads 3 MB in a week."""


class OutputFloodError(MakerKitError, RuntimeError):
    """The program printed far more than anybody can read."""


class RecordedStream(io.TextIOBase):
    """Stands in for `sys.stdout` or `sys.stderr`.

    Args:
        name: "stdout" or "stderr".
        shown: where the text goes on to.
        most_bytes: after so many the program is told off.
    """

    def __init__(
        self, name: str, shown: TextIO, bench: Bench, most_bytes: int = MOST_BYTES
    ) -> None:
        self.name = name
        self._shown = shown
        self._bench = bench
        self._line = ""
        self._most_bytes = self._bytes_left = most_bytes

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of what is behind it."""
        return self._shown.encoding

    def fileno(self) -> int:
        """Return the descriptor behind it."""
        return self._shown.fileno()

    def isatty(self) -> bool:
        """Whether a terminal is behind it."""
        return self._shown.isatty()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Record complete lines and pass everything on."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._bench.clock.poll()  # printing is no wait, but a loop of it must move the clock
        self._bytes_left -= len(text)
        if self._bytes_left < 0:
            self._bytes_left = self._most_bytes  # so that the message itself can be printed
            raise OutputFloodError(
                f"The program printed more than {self._most_bytes // 1_000_000} MB. "
                "Is there a print() in a loop that never sleeps?"
            )
        *lines, self._line = (self._line + text).split("\n")
        for line in lines:
            self._record(line)
        self._shown.write(text)
        return len(text)

    def flush(self) -> None:
        """Pass on what is still held back."""
        self._shown.flush()

    def finish(self) -> None:
        """Record a last line without an end."""
        if self._line:
            self._record(self._line)
            self._line = ""
        self._shown.flush()

    def _record(self, line: str) -> None:
        trace, clock = self._bench.trace, self._bench.clock
        trace.add(clock.now_ns, "print", text=line.rstrip("\r"), stream=self.name)
