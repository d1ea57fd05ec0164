"""The link's two bounded queues: what came from the board, and what goes to it."""

from __future__ import annotations

import threading
from collections import deque

from makerkit.arduino.link.events import Happening, StateChanged, is_kept


class Inbox:
    """What happened, in order. When it is full, the oldest telemetry gives way, never an event.

    Args:
        size: how much telemetry, and how much of all else, it holds at most.
    """

    def __init__(self, size: int) -> None:
        self.dropped = 0
        self._size = size
        self._number = 0
        self._telemetry: deque[tuple[int, Happening]] = deque()
        self._kept: deque[tuple[int, Happening]] = deque()
        self._changed = threading.Condition()

    def put(self, happening: Happening) -> bool:
        """Take something; False says that there is no room for it, so it must come again."""
        with self._changed:
            queue = self._kept if self._is_kept(happening) else self._telemetry
            if len(queue) >= self._size and not self._make_room(queue, happening):
                return False
            queue.append((self._number, happening))
            self._number += 1
            self._changed.notify_all()
            return True

    def take(self, timeout_s: float | None) -> Happening | None:
        """Return the oldest, or None when nothing came in time; None waits for ever."""
        with self._changed:
            self._changed.wait_for(lambda: self._kept or self._telemetry, timeout_s)
            queue = min(filter(None, (self._kept, self._telemetry)), key=_first, default=None)
            return queue.popleft()[1] if queue else None

    def wake(self) -> None:
        """Let everybody who waits look again."""
        with self._changed:
            self._changed.notify_all()

    @staticmethod
    def _is_kept(happening: Happening) -> bool:
        return isinstance(happening, StateChanged) or is_kept(happening.message)

    def _make_room(self, queue: deque[tuple[int, Happening]], happening: Happening) -> bool:
        if queue is self._telemetry:
            queue.popleft()
            self.dropped += 1
            return True
        if not isinstance(happening, StateChanged):
            return False
        old = next((entry for entry in queue if isinstance(entry[1], StateChanged)), None)
        if old is not None:  # the newest state is the one that counts
            queue.remove(old)
        return old is not None


def _first(queue: deque[tuple[int, Happening]]) -> int:
    return queue[0][0]


class Outbox:
    """Lines that wait for the thread to write them.

    Args:
        size: how many it holds at most.
    """

    def __init__(self, size: int) -> None:
        self.unsent = 0
        self._size = size
        self._lines: deque[bytes] = deque()
        self._lock = threading.Lock()

    def has_room(self) -> bool:
        """Tell whether one more line may come in; counts it as unsent if not."""
        with self._lock:
            is_full = len(self._lines) >= self._size
            self.unsent += is_full
            return not is_full

    def put(self, line: bytes) -> None:
        """Take a line."""
        with self._lock:
            self._lines.append(line)

    def take(self) -> list[bytes]:
        """Return all lines, in order."""
        with self._lock:
            lines = list(self._lines)
            self._lines.clear()
            return lines

    def clear(self) -> None:
        """Forget all: an old order must not reach a board that has restarted."""
        with self._lock:
            self.unsent += len(self._lines)
            self._lines.clear()
