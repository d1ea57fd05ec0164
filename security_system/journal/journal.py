"""The journal: everything that happened, with its reason, chained; and the state to go on from.

    journal = Journal(folder / "journal.db")
    kept = journal.load()                      # after a power cut: the same or a safer state
    journal.append(happenings, alarm.keep(), time.time())

A full disk, a read-only card or a damaged file never stops the alarm: rows wait in memory, a
damaged file is set aside, and `health` says it. Appends come from one thread; anybody may read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from security_system.journal import database
from security_system.journal.chain import DAMAGED, Mark, Verdict, judge
from security_system.journal.database import Database
from security_system.journal.kept import Kept, SideFile, from_text, newest, to_text
from security_system.journal.row import Entry, Happened, Row
from security_system.journal.setting_aside import set_aside, sweep
from security_system.journal.trimming import to_be_cut, told_of
from security_system.journal.waiting import LOST, Waiting, chain_of


class Journal:
    """The journal of one alarm.

    Args:
        path: its database; the side file with the kept state stands beside it.

    Attributes:
        has_forgotten: there was a journal, and no state could be read of it: the alarm should begin
            armed, to be on the safe side.
        fault: what is the matter with it now; "" when nothing is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.side_file = SideFile(path.with_suffix(".state"))
        self.has_forgotten = False
        self.fault = ""
        self._waiting = Waiting()
        self._database: Database | None = None
        self._kept: Kept | None = None
        self._head = Mark()
        self._damages = 0
        self._aside: str | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent, self.side_file.path.name)
        self._begin()

    # --- writing, on one thread

    def load(self) -> Kept | None:
        """Return the newest state that was kept; None when there is none."""
        return self._kept

    def append(
        self, happenings: Iterable[Happened], kept: Mapping[str, Any], wall_s: float
    ) -> bool:
        """Write what happened and the state that came of it, in one transaction.

        Args:
            happenings: in their order; empty to keep the state alone, or to try again.
            kept: what `Alarm.keep()` says, in JSON's own types.
            wall_s: now, seconds since 1970.

        Returns:
            True when this and all before is on the disk; False when rows wait in memory.
        """
        for happening in happenings:
            self._waiting.add(wall_s, happening)
        number = self._kept.number + 1 if self._kept else 1
        self._kept = Kept(json.loads(json.dumps(kept)), wall_s, number, self._head)
        try:
            self._store(self._kept, wall_s)
        except (sqlite3.Error, OSError) as error:
            self._let_go()
            self._is_at_fault(error)
            self._write_beside(self.fault)
            return False
        self._write_beside()
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._let_go()

    # --- reading, on any thread

    def rows(
        self,
        since_id: int = 0,
        limit: int = 100,
        kinds: Collection[str] | None = None,
        before_id: int | None = None,
    ) -> tuple[Row, ...]:
        """Return rows in the order of their ids.

        Args:
            since_id: the first ones after this id; 0: the newest.
            limit: at most so many.
            kinds: only these; None: all.
            before_id: only before this id.
        """
        try:
            found = database.read_rows(
                self.path, since_id=since_id, before_id=before_id, kinds=kinds, limit=limit
            )
        except sqlite3.Error:
            return ()  # it is being set aside: health() says so
        return tuple(Row.read(content, digest) for *_, content, digest in found)

    def verify(self) -> Verdict:
        """Check the chain from the first row to the newest."""
        try:
            rows, anchor = database.read_chain(self.path)
        except sqlite3.Error as error:
            return Verdict(False, 0, 0, f"The journal {self.path} cannot be read: {error}.")
        copies = (self.side_file.read(), from_text(database.read_copy(self.path), origin="journal"))
        return judge(rows, anchor=anchor, known=[copy.head for copy in copies if copy])

    def health(self) -> Health:
        """Return how it is."""
        numbers = {
            "waiting_rows": float(len(self._waiting)),
            "lost_rows": float(self._waiting.lost),
        }
        if self.fault:
            return Health("journal", Level.ERROR, self.fault, numbers)
        if self._damages:
            says = (
                f"The journal was damaged and begun anew; the old one stands in {self.path.parent}."
            )
            return Health("journal", Level.WARNING, says, numbers)
        return Health("journal", Level.OK, "Everything is on the disk.", numbers)

    # --- the file

    def _begin(self) -> None:
        copies = from_text(database.read_copy(self.path), origin="journal"), self.side_file.read()
        self._kept = newest(*copies)
        known = [copy.head for copy in copies if copy]
        self._head = max([*known, database.read_head(self.path)], key=lambda mark: mark.id)
        try:
            self._miss_rows(self._head, self._open().head)
        except (sqlite3.Error, OSError) as error:
            self._is_at_fault(error)
        was_one = self.side_file.exists or self._damages > 0 or self._head.id > 0
        self.has_forgotten = was_one and self._kept is None

    def _miss_rows(self, known: Mark, there: Mark) -> None:
        if known.id > there.id:
            why = f"Rows {there.id + 1} to {known.id} were written, and are gone: the card lied."
            self._waiting.add_first(Entry(kind=LOST, why=why, detail={"rows": known.id - there.id}))

    def _open(self) -> Database:
        why = "its rows are gone"
        if self._database is not None and not self._database.is_in_place:
            why = "the file was removed while it was in use"
            self._set_aside()
        if self._database is not None:
            return self._database
        try:
            opened = Database(self.path, begin_at=self._head)
        except sqlite3.DatabaseError as error:
            if not database.is_damage(error):
                raise
            why = str(error)
            self._set_aside()
            opened = Database(self.path, begin_at=self._head)
        if opened.is_new and (self._aside is not None or self.side_file.exists):
            self._tell_damage(why)
        self._database, self._head = opened, opened.head
        return opened

    def _set_aside(self) -> None:
        self._let_go()
        self._aside = set_aside(self.path)

    def _tell_damage(self, why: str) -> None:
        self._damages += 1
        name = self._aside or "gone"
        says = f"The journal was damaged ({why}) and is begun anew; the old one is {name}."
        detail = {"id": self._head.id, "hash": self._head.hash, "file": name}
        self._waiting.add_first(Entry(kind=DAMAGED, why=says, detail=detail))
        self._aside = None

    def _let_go(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = None

    # --- one transaction

    def _store(self, kept: Kept, wall_s: float) -> None:
        try:
            self._write(self._open(), kept, wall_s)
        except sqlite3.DatabaseError as error:
            if not database.is_damage(error):
                raise
            self._set_aside()
            self._write(self._open(), kept, wall_s)
        self._waiting.clear()
        self.fault = ""

    def _write(self, into: Database, kept: Kept, wall_s: float) -> None:
        cut = to_be_cut(into, wall_s)
        entries = self._waiting.entries(wall_s) + ([told_of(cut, wall_s)] if cut else [])
        rows = chain_of(into.head, entries)
        head = Mark(rows[-1][0], rows[-1][4]) if rows else into.head
        written = Kept(kept.state, wall_s, kept.number, head)
        into.write(rows, to_text(written), cut=cut)
        self._kept, self._head = written, head

    def _write_beside(self, fault: str = "") -> None:
        """Write the copy; where the database takes nothing, it is all that survives a power cut."""
        try:
            if self._kept:
                self.side_file.write(self._kept)
        except MakerKitError as error:
            self.fault = fault or f"The copy of the alarm's state cannot be written. {error}"

    def _is_at_fault(self, error: Exception) -> None:
        self.fault = (
            f"The journal {self.path} cannot be written: {error}. The alarm goes on; "
            f"{len(self._waiting)} rows wait in memory. Is the card full, or worn out?"
        )
