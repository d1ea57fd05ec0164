"""Rows of the journal as the pages show them: by time, and without what must stay silent."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from makerkit.errors import MakerKitError
from security_system.alarm.view import AlarmView
from security_system.dashboard.here import clock_of, date_of
from security_system.dashboard.live_state import is_secret, name_of, with_name
from security_system.dashboard.needs import Journal, Row

NEWEST = 2**62
BATCH = 500
MOST_READ = 6000

ICONS = {
    "alarm": "siren",
    "armed": "shield-check",
    "arming refused": "shield-x",
    "disarmed": "shield-off",
    "exit started": "timer",
    "entry started": "timer",
    "siren started": "volume-2",
    "siren cut off": "volume-x",
    "zone opened": "door-open",
    "zone closed": "door-closed",
    "zone tampered": "wrench",
    "zone lost": "unplug",
    "source lost": "unplug",
    "zone back": "plug",
    "source back": "plug",
    "code wrong": "lock-keyhole",
    "code locked": "lock-keyhole",
    "code unlocked": "lock-open",
    "bypassed": "eye-off",
    "auto-bypassed": "eye-off",
    "unbypassed": "eye",
    "battery low": "battery-low",
    "battery ok": "battery-medium",
    "power lost": "plug",
    "power back": "plug",
    "restarted": "power",
    "panic": "hand",
    "fault": "triangle-alert",
    "chimed": "bell",
}
BAD = frozenset({"alarm", "zone tampered", "panic", "siren started", "confirmed"})
DOUBTFUL = frozenset(
    {
        "zone lost", "source lost", "code wrong", "code locked", "battery low", "power lost",
        "fault", "arming refused", "entry started", "auto-bypassed", "zone shut down",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as a template shows it."""

    id: int
    wall_s: float
    day: str
    time: str
    kind: str
    level: str
    icon: str
    says: str
    user: str
    place: str
    evidence: str


def shown_row(row: Row, view: AlarmView) -> ShownRow:
    """Return a row as a template shows it; `view` knows what people call the zones."""
    kind = str(row.kind)
    level = "error" if kind in BAD else "warning" if kind in DOUBTFUL else "plain"
    return ShownRow(
        id=row.id,
        wall_s=row.wall_s,
        day=date_of(row.wall_s),
        time=clock_of(row.wall_s),
        kind=kind,
        level=level,
        icon=ICONS.get(kind, "info"),
        says=with_name(row.why, name_of(view, row.zone)) or kind,
        user=row.user,
        place=row.place,
        evidence=row.evidence,
    )


def read_rows(
    journal: Journal | None,
    *,
    before_id: int = NEWEST,
    most: int = 100,
    kinds: Collection[str] | None = None,
) -> list[Row]:
    """Return rows, the newest first; nothing where no journal can be read."""
    if journal is None:
        return []
    try:
        return list(reversed(journal.rows(limit=most, kinds=kinds, before_id=before_id)))
    except MakerKitError:
        return []


def rows_between(
    journal: Journal | None, view: AlarmView, from_s: float, to_s: float, *, most: int
) -> list[ShownRow]:
    """Return the rows of a stretch of time, the newest first."""
    found: list[ShownRow] = []
    before_id, read = NEWEST, 0
    while len(found) < most and read < MOST_READ:
        rows = read_rows(journal, before_id=before_id, most=BATCH)
        read += len(rows)
        fitting = [row for row in rows if from_s <= row.wall_s < to_s]
        found += [shown_row(row, view) for row in fitting if not is_secret(row)]
        if len(rows) < BATCH or rows[-1].wall_s < from_s:
            break
        before_id = rows[-1].id
    return found[:most]


def extract(journal: Journal | None) -> Callable[[float, float], list[dict[str, Any]]]:
    """Return what gives the rows between two times to an export; what is silent stays so."""

    def between(from_s: float, to_s: float) -> list[dict[str, Any]]:
        rows = [row for row in _newest(journal) if from_s <= row.wall_s <= to_s]
        return [_as_line(row) for row in reversed(rows) if not is_secret(row)]

    return between


def _newest(journal: Journal | None) -> Iterator[Row]:
    before_id = NEWEST
    for _ in range(MOST_READ // BATCH):
        rows = read_rows(journal, before_id=before_id, most=BATCH)
        yield from rows
        if len(rows) < BATCH:
            return
        before_id = rows[-1].id


def _as_line(row: Row) -> dict[str, Any]:
    """Return a row without its number: a missing one would tell that something is kept silent."""
    names = ("wall_s", "kind", "zone", "source", "user", "place", "why", "hash")
    return {name: getattr(row, name) for name in names}
