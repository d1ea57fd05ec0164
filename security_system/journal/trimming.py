"""Which rows go: the journal holds 5,000 rows or 90 days, whichever is less.

Of the last day more rows stay: whoever can make rows (a sensor that flutters, a stranger at the
broker) must not wash away in an hour what happened in the night.
"""

from __future__ import annotations

from security_system.journal.chain import TRIMMED, Mark
from security_system.journal.database import Database
from security_system.journal.row import Entry, Happened

ROWS_MOST, DAYS_MOST = 5_000, 90
ROWS_IN_A_FLOOD = 50_000
"""So many stay of the last day: 12 MB of short rows, and 1.4 s to check their chain on a laptop."""
ROWS_BY_AGE_LEAST = 500
"""So many stay whatever the clock says (EN 50131: 500 events): a Pi's may be wrong by years."""
ROWS_SLACK, DAYS_SLACK = 100, 1
"""Rows go in one go, not one with every row that comes."""
_DAY_S = 86_400.0


def to_be_cut(journal: Database, wall_s: float) -> Mark | None:
    """Return the last row that is to go; None when all may stay."""
    count = journal.head.id - journal.anchor.id
    if count > ROWS_MOST + ROWS_SLACK:
        last = _last_to_go(journal, wall_s)
        return journal.mark_of(last) if last - journal.anchor.id > ROWS_SLACK else None
    oldest_s = journal.oldest_wall_s() if count > ROWS_BY_AGE_LEAST else None
    if oldest_s is None or wall_s - oldest_s < (DAYS_MOST + DAYS_SLACK) * _DAY_S:
        return None
    by_age = journal.last_before(wall_s - DAYS_MOST * _DAY_S)
    last = min(by_age, journal.head.id - ROWS_BY_AGE_LEAST)
    return journal.mark_of(last) if last > journal.anchor.id else None


def _last_to_go(journal: Database, wall_s: float) -> int:
    """Return the last row that is too many, where rows of the last day are so only in a flood."""
    too_many = journal.head.id - ROWS_MOST
    in_a_flood = journal.head.id - ROWS_IN_A_FLOOD
    return max(in_a_flood, min(too_many, journal.last_before(wall_s - _DAY_S)))


def told_of(cut: Mark, wall_s: float) -> tuple[float, Happened]:
    """Return the row that tells of a trimming: it proves the anchor, see `chain.py`."""
    why = f"Rows up to {cut.id} were removed: {ROWS_MOST} rows or {DAYS_MOST} days are kept."
    return wall_s, Entry(kind=TRIMMED, why=why, detail={"id": cut.id, "hash": cut.hash})
