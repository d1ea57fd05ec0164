"""Rows that are not on the disk yet: usually for a moment, for longer while it is full."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from security_system.journal.chain import Mark, Stored
from security_system.journal.row import Entry, Happened, canonical, chained

WAITING_MOST = 2_000
"""A day of a busy house, and about 2 MB."""
LOST = "events lost"
"""Kind of the row that says how many found no place in memory."""


class Waiting:
    """What happened and is not stored, in order.

    Attributes:
        lost: how many of the oldest rows found no place since the last row that was stored.
    """

    def __init__(self) -> None:
        self.lost = 0
        self._entries: deque[tuple[float, Happened]] = deque()
        self._first: list[Happened] = []

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, wall_s: float, happened: Happened) -> None:
        """Take one more; when there is no place, the oldest goes and is counted."""
        if len(self._entries) >= WAITING_MOST:
            self._entries.popleft()
            self.lost += 1
        self._entries.append((wall_s, happened))

    def add_first(self, happened: Happened) -> None:
        """Take what must be told before all else."""
        self._first.append(happened)

    def entries(self, wall_s: float) -> list[tuple[float, Happened]]:
        """Return all that waits.

        Args:
            wall_s: now, the time of what has none of its own.
        """
        first = [(wall_s, happened) for happened in self._first]
        if self.lost:
            why = f"{self.lost} rows were lost: the disk took none, and memory was full."
            first.append((wall_s, Entry(kind=LOST, why=why, detail={"rows": self.lost})))
        return first + list(self._entries)

    def clear(self) -> None:
        """Forget all: it is stored."""
        self._entries.clear()
        self._first.clear()
        self.lost = 0


def chain_of(head: Mark, entries: Iterable[tuple[float, Happened]]) -> list[Stored]:
    """Return entries as the rows that follow a place in the chain."""
    rows: list[Stored] = []
    last = head
    for then_s, happened in entries:
        wall_s = round(then_s, 3)
        content = canonical(last.id + 1, wall_s, happened)
        last = Mark(last.id + 1, chained(last.hash, content))
        rows.append((last.id, wall_s, str(happened.kind), content, last.hash))
    return rows
