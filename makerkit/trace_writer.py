"""A trace written to its file while the program runs, so that a power cut costs a second of it."""

import os
from collections import deque
from pathlib import Path
from threading import Lock
from typing import Self

from makerkit.atomic_file import cannot_write
from makerkit.errors import BadInputError
from makerkit.trace import Event
from makerkit.trace_lines import NS_PER_S

_MOST_LINES_WAITING = 1000


class TraceWriter:
    """Appends each event of a live run to a file of JSON Lines.

    Lines reach the file together: when 1,000 wait, or when an event comes more than a second after
    the last time. Whoever shows the run may call `flush()` in a quiet moment as well.

    Example:
        >>> with TraceWriter("run.jsonl") as writer:  # doctest: +SKIP
        ...     trace.listen(writer.write)
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        try:
            self._file = self._path.open("wb")
        except OSError as error:
            raise cannot_write(self._path, error) from error
        self._waiting: deque[str] = deque()
        self._one_at_a_time = Lock()
        self._flushed_ns = 0
        self._failure: OSError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, event: Event) -> None:
        """Add one event; any thread may call this."""
        self._waiting.append(event.to_line())
        is_late = event.t_ns - self._flushed_ns >= NS_PER_S
        if is_late or len(self._waiting) >= _MOST_LINES_WAITING:
            self._flushed_ns = event.t_ns
            self.flush()

    def flush(self) -> None:
        """Hand every waiting line to the operating system.

        A full disk does not stop the program that runs: `close` reports it.
        """
        with self._one_at_a_time:
            lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
            if not lines or self._failure or self._file.closed:
                return
            try:
                self._file.write("".join(f"{line}\n" for line in lines).encode())
                self._file.flush()
            except OSError as error:
                self._failure = error

    def close(self) -> None:
        """Write what waits, and see it safe on the disk.

        Raises:
            BadInputError: the file does not hold the whole trace; the message has the reason.
        """
        if self._file.closed:
            return
        self.flush()
        try:
            with self._file:
                if self._path.is_file():  # a pipe cannot be synchronised
                    os.fsync(self._file.fileno())
        except OSError as error:
            self._failure = self._failure or error
        if self._failure:
            reason = self._failure.strerror or self._failure
            raise BadInputError(f"The trace {self._path} is not complete: {reason}.")
