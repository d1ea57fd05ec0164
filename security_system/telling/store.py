"""Messages that are not delivered yet, in a file that outlives a power cut; for one thread.

Every change is one transaction that is on the card when it returns. A message is removed only
when its service has taken it: cut in between, it is sent twice rather than never, and its number
says so.
"""

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from security_system.telling.plan import DAY_S, URGENT, Draft
from security_system.telling.settings import Topic
from security_system.telling.words import Text

WAITING_MAX = 500
CLOCK_SLACK_S = 120.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, service TEXT NOT NULL, topic TEXT NOT NULL,
    title TEXT NOT NULL, body TEXT NOT NULL, evidence TEXT NOT NULL, created_s REAL NOT NULL,
    held_until_s REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS sent (
    service TEXT NOT NULL, is_urgent INTEGER NOT NULL, at_s REAL NOT NULL);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stored:
    """A message that waits.

    Attributes:
        created_s: wall time.
        held_until_s: wall time before which it may still be dropped; 0: it may go.
    """

    id: int
    service: str
    topic: Topic
    text: Text
    evidence: str
    created_s: float
    held_until_s: float
    tries: int

    @property
    def is_urgent(self) -> bool:
        """Whether it goes before others, also at night."""
        return self.topic in URGENT

    @property
    def is_silent(self) -> bool:
        """Whether nobody in the house may notice that it is sent."""
        return self.topic is Topic.SILENT


class Store:
    """The file; one that is damaged is set aside, one that cannot be written is done without.

    Attributes:
        trouble: what is the matter with the file; empty if nothing is.
    """

    def __init__(self, path: Path) -> None:
        self.trouble = ""
        self._depth = 0
        self._connection = self._open(path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def move_to_memory(self) -> None:
        """Do without the file from now on; what waits there is sent all the same."""
        memory = _connect(":memory:")
        with suppress(sqlite3.Error):  # of a file that is broken: then without what was in it
            self._connection.backup(memory)
        with suppress(sqlite3.Error):
            self._connection.close()
        self._connection = memory

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of what is done in the block."""
        self._depth += 1
        try:
            yield
            if self._depth == 1:
                self._connection.commit()
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.rollback()
            raise
        finally:
            self._depth -= 1

    def meta(self, key: str) -> Any:
        """Return what was kept under a key; None if nothing was."""
        found = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return json.loads(found[0]) if found else None

    def add(
        self, drafts: Iterable[Draft], now_s: float, keep: Mapping[str, Any], *, drop_held: bool
    ) -> None:
        """Add messages and keep what goes with them, in one transaction.

        Args:
            keep: what `meta` is to return afterwards.
            drop_held: remove messages that are held first.
        """
        with self.together():
            if drop_held:
                self._connection.execute("DELETE FROM messages WHERE held_until_s > 0")
            self._connection.executemany(
                "INSERT INTO messages (service, topic, title, body, evidence, created_s,"
                " held_until_s) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [_row(draft, now_s) for draft in drafts],
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [(key, json.dumps(value)) for key, value in keep.items()],
            )
            self._connection.execute(
                "DELETE FROM messages WHERE id NOT IN (SELECT id FROM messages"
                " ORDER BY topic IN ('alarm', 'silent') DESC, id DESC LIMIT ?)",
                (WAITING_MAX,),
            )

    def release(self, now_s: float, *, at_once: bool = False) -> int:
        """Let messages go whose time of being held is over; return how many.

        Args:
            at_once: all of them, whatever their time.
        """
        with self.together():
            released = self._connection.execute(
                "UPDATE messages SET held_until_s = 0 WHERE held_until_s > 0"
                " AND (? OR held_until_s <= ? OR held_until_s > ?)",  # the last: the clock was set
                (at_once, now_s, now_s + CLOCK_SLACK_S),
            )
        return released.rowcount

    def next_release_s(self) -> float | None:
        """Return the wall time when the next held message may go; None if none is held."""
        found = self._connection.execute(
            "SELECT min(held_until_s) FROM messages WHERE held_until_s > 0"
        ).fetchone()
        return found[0] if found else None

    def waiting(self, service: str) -> list[Stored]:
        """Return what a service is to get now, urgent ones first, else in order."""
        rows = self._connection.execute(
            "SELECT id, service, topic, title, body, evidence, created_s, held_until_s, tries"
            " FROM messages WHERE service = ? AND held_until_s = 0"
            " ORDER BY topic IN ('alarm', 'silent') DESC, id",
            (service,),
        ).fetchall()
        return [Stored(a, b, Topic(c), Text(d, e), *rest) for a, b, c, d, e, *rest in rows]

    def count(self) -> int:
        """Return how many messages wait; silent ones are not counted, for everybody sees it."""
        query = "SELECT count(*) FROM messages WHERE topic <> ?"
        return int(self._connection.execute(query, (Topic.SILENT,)).fetchone()[0])

    def delivered(self, ids: Iterable[int], service: str, now_s: float, *, is_urgent: bool) -> None:
        """Remove what a service has taken as one message."""
        with self.together():
            self._remove(ids)
            self._connection.execute("DELETE FROM sent WHERE abs(? - at_s) > ?", (now_s, DAY_S))
            self._connection.execute(
                "INSERT INTO sent VALUES (?, ?, ?)", (service, is_urgent, now_s)
            )

    def failed(self, ids: Iterable[int]) -> None:
        """Count a try."""
        with self.together():
            self._connection.executemany(
                "UPDATE messages SET tries = tries + 1 WHERE id = ?", [(each,) for each in ids]
            )

    def give_up(self, ids: Iterable[int]) -> None:
        """Remove what was tried for long enough."""
        with self.together():
            self._remove(ids)

    def forget_others(self, services: Iterable[str]) -> None:
        """Remove messages of services that are no longer in the settings."""
        known = json.dumps(list(services))
        with self.together():
            self._connection.execute(
                "DELETE FROM messages WHERE service NOT IN (SELECT value FROM json_each(?))",
                (known,),
            )

    def sent_ages_s(self, service: str, now_s: float, *, is_urgent: bool) -> list[float]:
        """Return how long ago each message of the last day went out."""
        rows = self._connection.execute(
            "SELECT ? - at_s FROM sent WHERE service = ? AND is_urgent = ?",
            (now_s, service, is_urgent),
        ).fetchall()
        return [age_s for (age_s,) in rows if -CLOCK_SLACK_S < age_s < DAY_S]

    def _remove(self, ids: Iterable[int]) -> None:
        self._connection.executemany("DELETE FROM messages WHERE id = ?", [(each,) for each in ids])

    def _open(self, path: Path) -> sqlite3.Connection:
        try:
            return _connect(str(path))
        except sqlite3.OperationalError as error:  # a full disk, a folder that cannot be written
            self.trouble = f"{path} cannot be written ({error}): messages end with the program."
        except sqlite3.DatabaseError as error:
            aside = path.with_suffix(".damaged")
            self.trouble = f"{path} was damaged ({error}) and set aside as {aside.name}."
            try:
                path.replace(aside)
                return _connect(str(path))
            except (OSError, sqlite3.Error):
                LOG.exception("A new file for messages cannot be made.")
        return _connect(":memory:")


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=1.0)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        with closing(connection.execute("PRAGMA quick_check")) as check:
            verdict = check.fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        connection.executescript(SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _row(draft: Draft, now_s: float) -> tuple[Any, ...]:
    held_until_s = now_s + draft.hold_s if draft.hold_s else 0.0
    text = draft.text
    return draft.service, draft.topic, text.title, text.body, draft.evidence, now_s, held_until_s
