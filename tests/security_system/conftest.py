"""What all tests of the security system have in common."""

import sqlite3
from contextlib import suppress

import pytest


class Dropped(sqlite3.Connection):
    """A connection that may be dropped, as a power cut drops it; Python 3.13 warns of others."""

    def __del__(self):
        with suppress(sqlite3.Error):
            self.close()


@pytest.fixture(autouse=True)
def databases_may_be_dropped(monkeypatch):
    connect = sqlite3.connect

    def connect_droppable(*arguments, **more):
        return connect(*arguments, **{"factory": Dropped, **more})

    monkeypatch.setattr(sqlite3, "connect", connect_droppable)
