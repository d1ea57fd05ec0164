"""Whether the journal is as it was written: every link of the chain, from the anchor to the head.

What is trimmed leaves an anchor: the id and the hash of the last row that went. The row that tells
of the trimming holds the same two, inside the chain; so whoever cuts off rows in the front and
moves the anchor has contradicted a row. The head (id and hash of the newest row) stands beside the
kept state, in the database and in the side file: rows cut off at the end are missed too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from security_system.journal.row import BEGINNING, Row, chained

TRIMMED = "journal trimmed"
"""Kind of the row that tells of a trimming."""
DAMAGED = "journal damaged"
"""Kind of the first row after a damaged database was set aside."""


Stored = tuple[int, float, str, str, str]
"""Id, wall time, kind, canonical JSON and hash of a row, as in the database."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the chain.

    Attributes:
        id: of a row; 0 is before the first.
        hash: of the same row.
    """

    id: int = 0
    hash: str = BEGINNING


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the chain has found.

    Attributes:
        is_whole: every row is as it was written, and none is missing.
        rows: how many were looked at.
        broken_id: the first row that is not what it should be; None when all are.
        says: one sentence for a person.
    """

    is_whole: bool
    rows: int
    broken_id: int | None = None
    says: str = ""


def judge(stored: Iterable[Stored], *, anchor: Mark, known: Iterable[Mark] = ()) -> Verdict:
    """Check the rows in the order of their ids.

    Args:
        stored: the rows as they stand in the database.
        anchor: the last row that was trimmed.
        known: places in the chain as they are known from elsewhere.
    """
    hashes = {mark.id: mark.hash for mark in known}
    last, count, trimmed = anchor, 0, Mark()
    for row_id, wall_s, kind, content, digest in stored:
        fault = _fault(last, row_id, content, digest)
        row = None if fault else _row(content, digest)
        if row is None or (row.id, row.wall_s, row.kind) != (row_id, wall_s, kind):
            fault = fault or "its columns say something else than its content"
            return _broken(last.id + 1, count, fault)
        if hashes.get(row_id, digest) != digest:
            return _broken(row_id, count, "it is not the row that was written first")
        if kind in {TRIMMED, DAMAGED}:
            trimmed = Mark(int(row.detail.get("id", -1)), str(row.detail.get("hash", "")))
        last, count = Mark(row_id, digest), count + 1
    if trimmed != anchor:
        return _broken(anchor.id + 1, count, "rows before it were removed, and no row tells of it")
    newest = max(hashes, default=0)
    if newest > last.id:
        return _broken(last.id + 1, count, f"the rows up to {newest} were there and are missing")
    return Verdict(is_whole=True, rows=count, says=f"All {count} rows are as they were written.")


def _fault(last: Mark, row_id: int, content: str, digest: str) -> str:
    if row_id != last.id + 1:
        return f"it is missing, the next one there is {row_id}"
    if chained(last.hash, content) != digest:
        return "its content does not fit its hash"
    return ""


def _row(content: str, digest: str) -> Row | None:
    try:
        return Row.read(content, digest)
    except ValueError:
        return None


def _broken(row_id: int, rows: int, fault: str) -> Verdict:
    says = (
        f"Row {row_id} of the journal is not as it was written: {fault}. "
        "What stands before it can be trusted, what stands after it cannot."
    )
    return Verdict(is_whole=False, rows=rows, broken_id=row_id, says=says)
