"""The node's events on their way into the journal: each once, in their order, none unnoticed.

The node repeats its oldest event until it is acknowledged, and it is acknowledged when the journal
has it. Only the last one that was acknowledged can come once more. So it is enough to know the last
one that was stored; after a restart the journal itself says which that was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from makerkit.arduino.messages import node
from security_system.alarm.happenings import Happening, Kind
from security_system.node.event_words import OF_NODE
from security_system.node.telling import NODE

Key = tuple[int, node.EventKind, int]
IDS = 65_536
GAP_MOST = 76
"""The node holds at most so many; a greater gap is another node."""


class JournalRow(Protocol):
    """A row of the journal, as far as it matters here."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def detail(self) -> Mapping[str, Any]: ...  # noqa: D102


def key_of(event: node.Event) -> Key:
    """Return what stays the same when an event is repeated."""
    return event.event_id, event.kind, event.detail


def last_stored(rows: Iterable[JournalRow]) -> Key | None:
    """Return the newest event of the node that the journal has.

    Args:
        rows: the newest rows of the kinds OF_NODE, oldest first.
    """
    last = None
    for row in rows:
        if row.kind in OF_NODE and row.source == NODE and "event_id" in row.detail:
            detail = row.detail
            last = detail["event_id"], node.EventKind(detail["event"]), detail["detail"]
    return last


class Events:
    """Which events are new, which are on their way, which are stored.

    Args:
        last: the newest one that the journal has; None when there is none.
    """

    def __init__(self, last: Key | None) -> None:
        self._stored = last
        self._newest = last
        self._pending: list[Key] = []

    @property
    def is_idle(self) -> bool:
        """Whether everything that came is stored."""
        return not self._pending

    @property
    def before(self) -> tuple[node.EventKind, int] | None:
        """Kind and detail of the newest event that was taken."""
        return self._newest[1:] if self._newest else None

    def is_stored(self, event: node.Event) -> bool:
        """Whether the journal has it: its ACK was lost."""
        return key_of(event) == self._stored and self.is_idle

    def is_new(self, event: node.Event) -> bool:
        """Whether it is to be taken."""
        return key_of(event) not in self._pending and not self.is_stored(event)

    def take(self, event: node.Event) -> Happening | None:
        """Take a new event; return what is to be said of its number, if that is odd."""
        odd = self._odd(event)
        self._newest = key_of(event)
        self._pending.append(self._newest)
        return odd

    def stored(self, event: node.Event) -> None:
        """The journal has it."""
        key = key_of(event)
        if key in self._pending:
            self._pending.remove(key)
            self._stored = key

    def _odd(self, event: node.Event) -> Happening | None:
        if self._newest is None or event.kind is node.EventKind.FIRST_START:
            return None
        missing = (event.event_id - self._newest[0] - 1) % IDS
        if missing == 0:
            return None
        first = (self._newest[0] + 1) % IDS
        if missing > GAP_MOST:
            why = f"The node counts from {event.event_id}, not {first}: is it another node?"
            return Happening(Kind.FAULT, source=NODE, why=why)
        why = f"{missing} events of the node from number {first} never came: its memory is worn."
        detail = {"first_id": first, "events": missing}
        return Happening(Kind.EVENTS_LOST, source=NODE, why=why, detail=detail)
