"""Power cuts at any statement: what the card has at that moment is what is found again."""

import random
import shutil

from security_system.journal import database, kept, power
from security_system.keeping import Keeping

IN_TRANSACTION = {"INSERT", "DELETE", "UPDATE", "COMMIT", "after INSERT", "after DELETE"}


class PowerCut(BaseException):
    """The Pi has no power any more: nothing may catch this."""


class Watched:
    """A connection to a database that says what it is about to do, and what it has done."""

    def __init__(self, connection, card):
        self._connection, self._card = connection, card

    def execute(self, sql, *values):
        word = sql.split()[0]
        if word in {"SELECT", "PRAGMA", "ROLLBACK"}:
            return self._connection.execute(sql, *values)
        self._card.step(word)
        done = self._connection.execute(sql, *values)
        self._card.step(f"after {word}")
        return done

    def executemany(self, sql, values):
        for row in values:
            self.execute(sql, row)

    def close(self):
        self._connection.close()


class Card:
    """The data folder of a Pi, which is copied as it stands when the power goes.

    Args:
        folder: where the copies lie, one after each cut.
        monkeypatch: to watch over every write.
        seed: of what a write that was cut off has left.
    """

    def __init__(self, folder, monkeypatch, seed):
        self._folder, self._number = folder, 0
        self.path = folder / "data-0"
        self._chance = random.Random(seed)
        self._left = None
        self.cut_at = ""
        self._watch(monkeypatch)

    def arm(self, steps):
        """The power goes at the so-manyth write from now on."""
        self._left = steps

    @property
    def is_armed(self):
        return self._left is not None

    def step(self, where):
        """Something is about to be written, or was just written."""
        if self._left is None:
            return
        self._left -= 1
        if self._left < 0:
            self._left, self.cut_at = None, where
            self.cut()
            raise PowerCut(where)

    def cut(self):
        """Go on with a copy of the folder as it stands."""
        self._number += 1
        copy = self._folder / f"data-{self._number}"
        shutil.copytree(self.path, copy)
        log = copy / "journal.db-wal"
        if self.cut_at in IN_TRANSACTION and log.exists():
            self._tear(log)
        self.path = copy

    def _tear(self, log):
        """What no sync has confirmed may be there in part, or as rubbish."""
        data = log.read_bytes()
        log.write_bytes(data + self._chance.randbytes(self._chance.randrange(9000)))

    def _watch(self, monkeypatch):
        card = self
        begin = database.Database.__init__
        write_side, write_power = kept.write_atomically, power.write_atomically
        keep = Keeping.keep

        def watched(self, *args, **kwargs):
            begin(self, *args, **kwargs)
            self._connection = Watched(self._connection, card)

        def around(write, name):
            def written(*args, **kwargs):
                card.step(f"before {name}")
                write(*args, **kwargs)
                card.step(f"after {name}")

            return written

        def kept_turn(self, *what):
            card.step("before the turn is kept")
            told = keep(self, *what)
            card.step("after the turn is kept")
            return told

        monkeypatch.setattr(database.Database, "__init__", watched)
        monkeypatch.setattr(kept, "write_atomically", around(write_side, "the side file"))
        monkeypatch.setattr(power, "write_atomically", around(write_power, "the power log"))
        monkeypatch.setattr(Keeping, "keep", kept_turn)
