"""The journal's SQLite file: its tables, and the statements that touch them.

Write-ahead log, `synchronous=FULL`: a transaction that was committed is on the card, one that was
cut off has never been. Nothing here knows what a row means.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from pathlib import Path

from security_system.journal.chain import Mark, Stored

BUSY_S = 2.0
"""How long a writer waits for a reader's lock; readers of a write-ahead log hold none for long."""
_TABLES = (
    """CREATE TABLE rows (id INTEGER PRIMARY KEY, wall_s REAL NOT NULL, kind TEXT NOT NULL,
        content TEXT NOT NULL, hash TEXT NOT NULL)""",
    "CREATE TABLE kept (one INTEGER PRIMARY KEY CHECK (one = 1), copy TEXT NOT NULL)",
    """CREATE TABLE anchor (one INTEGER PRIMARY KEY CHECK (one = 1), id INTEGER NOT NULL,
        hash TEXT NOT NULL)""",
    "PRAGMA user_version = 1",
)
_ROW = "SELECT id, wall_s, kind, content, hash FROM rows"
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


class Database:
    """One open connection that writes.

    Args:
        path: the file; it is made when it is not there.
        begin_at: where the chain of a new file goes on.

    Attributes:
        is_new: it had no tables.
        anchor: the last row that was trimmed.
        head: the newest row.

    Raises:
        sqlite3.Error: it cannot be opened, or is damaged.
    """

    def __init__(self, path: Path, *, begin_at: Mark) -> None:
        self._path = path
        self._connection = sqlite3.connect(
            path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(begin_at)
            self.anchor = self._mark("SELECT id, hash FROM anchor")
            newest = "SELECT id, hash FROM rows ORDER BY id DESC LIMIT 1"
            self.head = self._mark(newest, otherwise=self.anchor)
            self._inode = path.stat().st_ino
        except BaseException:
            self.close()
            raise

    def _prepare(self, begin_at: Mark) -> None:
        execute = self._connection.execute
        execute("PRAGMA journal_mode = WAL").fetchone()
        execute("PRAGMA synchronous = FULL")
        self.is_new = execute("PRAGMA user_version").fetchone()[0] == 0
        if self.is_new:
            self._make_tables(begin_at)
        found = execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise damaged(found)

    def _make_tables(self, begin_at: Mark) -> None:
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for statement in _TABLES:
            execute(statement)
        execute("INSERT INTO anchor VALUES (1, ?, ?)", (begin_at.id, begin_at.hash))
        execute("COMMIT")

    def _mark(self, query: str, *values: int, otherwise: Mark | None = None) -> Mark:
        found = self._connection.execute(query, values).fetchone()
        if found is None and otherwise is None:
            raise damaged("the anchor of the chain is missing")
        return otherwise or Mark() if found is None else Mark(*found)

    @property
    def is_in_place(self) -> bool:
        """Whether the file is still there under its name: somebody may have deleted it."""
        with suppress(OSError):
            return self._path.stat().st_ino == self._inode
        return False

    def write(self, rows: Iterable[Stored], copy: str, *, cut: Mark | None = None) -> None:
        """Do all of it, or nothing.

        Args:
            rows: to add.
            copy: of the kept state.
            cut: the last row to remove; None to remove none.

        Raises:
            sqlite3.Error: nothing was done.
        """
        execute = self._connection.execute
        added = list(rows)
        execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?)", added)
            execute("INSERT OR REPLACE INTO kept VALUES (1, ?)", (copy,))
            if cut is not None:
                execute("DELETE FROM rows WHERE id <= ?", (cut.id,))
                execute("UPDATE anchor SET id = ?, hash = ?", (cut.id, cut.hash))
            execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled it back already
                execute("ROLLBACK")
            raise
        self.anchor = cut or self.anchor
        self.head = Mark(added[-1][0], added[-1][4]) if added else self.head

    def mark_of(self, row_id: int) -> Mark:
        """Return the place of one row in the chain."""
        return self._mark("SELECT id, hash FROM rows WHERE id = ?", row_id)

    def last_before(self, wall_s: float) -> int:
        """Return the id of the last row in front of the first that is not older than a time."""
        query = "SELECT min(id) FROM rows WHERE wall_s >= ?"
        first = self._connection.execute(query, (wall_s,)).fetchone()[0]
        return self.head.id if first is None else int(first) - 1

    def oldest_wall_s(self) -> float | None:
        """Return when the oldest row was written."""
        found = self._connection.execute(f"{_ROW} ORDER BY id LIMIT 1").fetchone()
        return None if found is None else float(found[1])

    def close(self) -> None:
        """Let go of the file; an orderly end also tidies up the write-ahead log."""
        self._connection.close()


def read_copy(path: Path) -> str:
    """Return the copy of the kept state, from a damaged file too, as far as it can be read."""
    with suppress(sqlite3.Error), closing(_reader(path)) as connection:
        found = connection.execute("SELECT copy FROM kept").fetchone()
        return str(found[0]) if found else ""
    return ""


def read_head(path: Path) -> Mark:
    """Return the newest row, from a damaged file too, as far as it can be read."""
    query = "SELECT id, hash FROM rows ORDER BY id DESC LIMIT 1"
    with suppress(sqlite3.Error), closing(_reader(path)) as connection:
        found = connection.execute(query).fetchone()
        return Mark(int(found[0]), str(found[1])) if found else Mark()
    return Mark()


def read_rows(
    path: Path, *, since_id: int, before_id: int | None, kinds: Collection[str] | None, limit: int
) -> list[Stored]:
    """Return rows in the order of their ids: the first after one, or the last before another."""
    where, values = ["id > ?"], [since_id]
    if before_id is not None:
        where.append("id < ?")
        values.append(before_id)
    words = sorted(kinds or ())
    if kinds is not None:
        where.append(f"kind IN ({', '.join('?' * len(words))})")
    order = "ASC" if since_id > 0 else "DESC"
    query = f"{_ROW} WHERE {' AND '.join(where)} ORDER BY id {order} LIMIT ?"
    with closing(_reader(path)) as connection:
        return sorted(connection.execute(query, (*values, *words, limit)).fetchall())


def read_chain(path: Path) -> tuple[list[Stored], Mark]:
    """Return all rows and the anchor, as they were at one moment."""
    with closing(_reader(path)) as connection:
        connection.execute("BEGIN")
        rows = connection.execute(f"{_ROW} ORDER BY id").fetchall()
        found = connection.execute("SELECT id, hash FROM anchor").fetchone()
    return rows, Mark(*found) if found else Mark()


def damaged(why: str) -> sqlite3.DatabaseError:
    """Return the error that says that a file is damaged."""
    error = sqlite3.DatabaseError(why)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def is_damage(error: sqlite3.Error) -> bool:
    """Tell a damaged file from a disk that is full, read-only or busy: only that is set aside."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_S)
