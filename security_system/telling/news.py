"""What has happened and was not told yet: what the panel says now, and what the journal has more.

The panel's word is quick, and comes also when the disk is full. The journal has what was written
before the power went and never told. An event that comes from both is told once.
"""

import datetime as dt
import logging
import sqlite3
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from makerkit.errors import MakerKitError
from security_system.alarm.happenings import Happening
from security_system.telling.words import Event

AT_ONCE_MAX = 1_000
PAGE = 500
LOG = logging.getLogger(__name__)


class Row(Protocol):
    """What a row of the journal has."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def wall_s(self) -> float: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def user(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def detail(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def evidence(self) -> str: ...  # noqa: D102


Rows = Callable[[int, int], Sequence[Row]]
"""Rows after an id, at most so many, in order."""


class News:
    """Joins both.

    Args:
        rows: reads the journal; None if there is none.
        zone_name: what people call a zone.
    """

    def __init__(self, rows: Rows | None, zone_name: Callable[[str], str]) -> None:
        self._rows = rows
        self._zone_name = zone_name
        self._lock = threading.Lock()
        self._said: deque[tuple[float, Happening]] = deque(maxlen=AT_ONCE_MAX)
        self._told: Counter[tuple[str, ...]] = Counter()  # by word of the panel, not seen in rows

    def hear(self, happenings: Sequence[Happening]) -> None:
        """Take what the panel says; any thread."""
        now_s = time.time()
        with self._lock:
            self._said.extend((now_s, happening) for happening in happenings)

    def newest_row(self, since_id: int = 0) -> int:
        """Return the id of the newest row of the journal."""
        while rows := self._read(since_id):
            since_id = rows[-1].id
        return since_id

    def take(self, since_id: int) -> tuple[list[Event], int]:
        """Return what is new, and up to which row that is."""
        with self._lock:
            said = list(self._said)
            self._said.clear()
        events = [self._event(happening, wall_s) for wall_s, happening in said]
        if self._rows is None:
            return events, since_id
        self._told.update(_mark(happening) for _, happening in said)
        while rows := self._read(since_id):
            events += [self._event(row, row.wall_s) for row in rows if not self._was_told(row)]
            since_id = rows[-1].id
        if self._told.total() > 2 * AT_ONCE_MAX:  # the journal has not been written for long
            self._told.clear()
        return events, since_id

    def _read(self, since_id: int) -> Sequence[Row]:
        """Return the next rows; none if the journal cannot be read: the panel says it as well."""
        try:
            return () if self._rows is None else self._rows(since_id, PAGE)
        except (sqlite3.Error, OSError, MakerKitError) as error:
            LOG.warning("The journal cannot be read: %s", error)
            return ()

    def _was_told(self, row: Row) -> bool:
        mark = _mark(row)
        if not self._told[mark]:
            del self._told[mark]
            return False
        self._told[mark] -= 1
        if not self._told[mark]:
            del self._told[mark]
        return True

    def _event(self, row: Row | Happening, wall_s: float) -> Event:
        return Event(
            kind=str(row.kind),
            when=dt.datetime.fromtimestamp(wall_s),
            zone=self._zone_name(row.zone) if row.zone else "",
            source=row.source,
            user=row.user,
            place=row.place,
            why=row.why,
            evidence=row.evidence,
            detail=row.detail,
        )


def _mark(row: Row | Happening) -> tuple[str, ...]:
    """Return what tells a happening from others; the journal cuts long texts."""
    return str(row.kind), row.zone, row.source, row.user, row.place, row.why[:200], row.evidence
