"""Damaged files, full disks, removed files: the alarm goes on and is never silently disarmed."""

import random
import shutil
import sqlite3

import pytest

from makerkit.app.edge import Level
from makerkit.errors import MakerKitError
from security_system.journal import Entry, Journal
from security_system.journal import database as database_file
from security_system.journal import kept as kept_file
from security_system.journal.waiting import WAITING_MOST

NOW_S = 1_790_000_000.0
ARMED = {"state": "armed", "mode": "away"}


@pytest.fixture
def armed(tmp_path):
    """The folder of a journal whose alarm was armed when the power was cut."""
    journal = Journal(tmp_path / "live" / "journal.db")
    journal.append([Entry(kind="started")] * 30, {"state": "disarmed"}, NOW_S)
    journal.append([Entry(kind="armed")], ARMED, NOW_S + 1)
    shutil.copytree(tmp_path / "live", tmp_path / "cut")
    journal.close()
    return tmp_path / "cut"


def start(folder):
    return Journal(folder / "journal.db")


def test_a_cut_leaves_everything_in_the_write_ahead_log(armed):
    journal = start(armed)
    assert journal.load().state == ARMED
    assert len(journal.rows()) == 31


def test_a_malformed_database_is_set_aside_and_the_alarm_stays_armed(armed):
    """Frigate #2406 and #4240: 'database disk image is malformed' on SD cards, and no way on."""
    (armed / "journal.db-wal").unlink()
    path = armed / "journal.db"
    path.write_bytes(b"\xff" * 8192)
    journal = start(armed)
    assert journal.load().state == ARMED
    assert journal.load().origin == "side file"
    assert not journal.has_forgotten
    assert journal.append([Entry(kind="zone_opened")], ARMED, NOW_S + 5)
    assert [row.kind for row in journal.rows()] == ["journal damaged", "zone_opened"]
    assert journal.rows()[0].id == 32, "ids go on after the last known row"
    assert (armed / "journal.damaged-1.db").read_bytes() == b"\xff" * 8192
    assert journal.verify().is_whole
    assert journal.health().level is Level.WARNING


def test_an_emptied_or_removed_database_disarms_nobody(armed):
    for spoil in ("truncate", "unlink"):
        folder = armed.with_name(spoil)
        shutil.copytree(armed, folder)
        (folder / "journal.db-wal").unlink()
        path = folder / "journal.db"
        path.write_bytes(b"") if spoil == "truncate" else path.unlink()
        journal = start(folder)
        assert journal.load().state == ARMED
        assert journal.append([], ARMED, NOW_S)
        assert [row.kind for row in journal.rows()] == ["journal damaged"]


def test_a_lost_write_ahead_log_is_noticed_and_the_newer_state_counts(armed):
    """A card that says 'written' and has not: the side file knows better."""
    (armed / "journal.db-wal").unlink()
    journal = start(armed)
    assert journal.load().state == ARMED
    journal.append([], ARMED, NOW_S)
    (row,) = journal.rows(limit=1)
    assert row.kind in {"events lost", "journal damaged"}


def test_a_damaged_side_file_does_not_matter_while_the_database_is_whole(armed):
    (armed / "journal.state").write_bytes(b"0123456789abcdef {\x00\xff")
    assert start(armed).load().state == ARMED


def test_with_both_damaged_it_says_that_it_has_forgotten(armed):
    (armed / "journal.db-wal").unlink()
    (armed / "journal.db").write_bytes(b"x" * 5000)
    (armed / "journal.state").write_bytes(b"nothing")
    journal = start(armed)
    assert journal.load() is None
    assert journal.has_forgotten, "so that the alarm begins armed, to be on the safe side"


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_to_the_database_never_loses_the_armed_state(armed, seed):
    chance = random.Random(seed)
    for name in chance.choice(
        [["journal.db"], ["journal.db-wal"], ["journal.db", "journal.db-wal"]]
    ):
        path = armed / name
        data = bytearray(path.read_bytes())
        if chance.random() < 0.5:
            del data[chance.randrange(len(data)) :]
        else:
            for _ in range(chance.choice([1, 20, 400])):
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
    journal = start(armed)
    kept = journal.load()
    assert kept is not None
    assert kept.state == ARMED
    assert journal.append([Entry(kind="zone_opened")], ARMED, NOW_S + 9)
    assert journal.rows(limit=1)[0].kind == "zone_opened"
    assert start(armed).load().state == ARMED


def test_damage_that_is_met_while_running_is_set_aside_too(armed):
    journal = start(armed)
    journal.append([Entry(kind="before")], ARMED, NOW_S)
    journal.close()
    (armed / "journal.db").write_bytes(b"\x00garbage" * 1000)
    assert journal.append([Entry(kind="after")], ARMED, NOW_S)
    assert [row.kind for row in journal.rows()] == ["journal damaged", "after"]


def test_a_database_that_is_removed_while_running_is_begun_anew(armed):
    journal = start(armed)
    journal.append([Entry(kind="before")], ARMED, NOW_S)
    (armed / "journal.db").unlink()
    assert journal.append([Entry(kind="after")], ARMED, NOW_S)
    assert [row.kind for row in journal.rows()] == ["journal damaged", "after"]


def test_at_most_three_damaged_databases_are_kept(armed):
    (armed / "journal.db-wal").unlink()
    for number in range(6):
        (armed / "journal.db").write_bytes(bytes([number]) * 4096)
        journal = start(armed)
        journal.append([], ARMED, NOW_S)
        journal.close()
    names = sorted(path.name for path in armed.glob("*damaged*.db"))
    assert names == [f"journal.damaged-{n}.db" for n in (4, 5, 6)]


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that can be filled: SQLite's own words."""
    state = {"is_full": True}
    write = database_file.Database.write

    def maybe(self, *args, **kwargs):
        if state["is_full"]:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        write(self, *args, **kwargs)

    monkeypatch.setattr(database_file.Database, "write", maybe)
    return state


def test_on_a_full_disk_rows_wait_and_are_written_in_order_when_there_is_room(armed, full_disk):
    journal = start(armed)
    for number in range(7):
        assert not journal.append([Entry(kind="waits", why=str(number))], ARMED, NOW_S + number)
    health = journal.health()
    assert health.level is Level.ERROR
    assert health.numbers["waiting_rows"] == 7
    assert "full" in health.says
    assert list(armed.glob("*damaged*")) == [], "a full disk is no damage"
    full_disk["is_full"] = False
    assert journal.append([], ARMED, NOW_S + 60)
    rows = journal.rows(limit=7)
    assert [(row.why, row.wall_s) for row in rows] == [(str(n), NOW_S + n) for n in range(7)]
    assert journal.health().level is Level.OK
    assert journal.verify().is_whole


def test_more_than_memory_holds_is_counted_and_said(armed, full_disk):
    journal = start(armed)
    journal.append([Entry(kind="w", why=str(n)) for n in range(WAITING_MOST + 5)], ARMED, NOW_S)
    full_disk["is_full"] = False
    assert journal.append([], ARMED, NOW_S)
    rows = journal.rows(since_id=31, limit=5_000)
    assert len(rows) == WAITING_MOST + 1
    assert (rows[0].kind, rows[0].detail) == ("events lost", {"rows": 5})
    assert rows[1].why == "5"


def test_a_real_full_disk_rolls_back_and_the_next_append_goes_on(armed, monkeypatch):
    """SQLite itself refuses to grow the file: max_page_count stands for the size of the card."""
    journal = start(armed)
    journal.append([], ARMED, NOW_S)
    connection = journal._database._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    big = [Entry(kind="big", why="x" * 500) for _ in range(200)]
    assert not journal.append(big, ARMED, NOW_S)
    assert journal.health().numbers["waiting_rows"] == 200
    assert journal.append([Entry(kind="after")], ARMED, NOW_S), "opened anew, without the limit"
    assert [row.kind for row in journal.rows(limit=2)] == ["big", "after"]
    assert journal.verify().is_whole


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr("security_system.journal.database.sqlite3.connect", refuse)
    journal = Journal(tmp_path / "journal.db")
    assert journal.load() is None
    assert not journal.append([Entry(kind="opened")], {}, NOW_S)
    assert journal.rows() == ()
    assert journal.health().level is Level.ERROR
    assert not journal.verify().is_whole


@pytest.fixture
def refusing(tmp_path, mocker):
    """A journal that was disarmed when its database began to take nothing more."""
    mocker.patch.object(database_file, "BUSY_S", 0.01)
    journal = start(tmp_path)
    assert journal.append((), {"state": "disarmed"}, NOW_S)
    other = sqlite3.connect(journal.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield journal
    other.close()


def test_a_database_that_takes_nothing_does_not_disarm_who_armed_meanwhile(refusing, tmp_path):
    assert not refusing.append((), ARMED, NOW_S + 1)
    refusing.close()
    assert start(tmp_path).load().state == ARMED


def test_a_disk_without_room_for_a_new_file_keeps_the_state_in_the_old_one(
    refusing, tmp_path, mocker
):
    full = MakerKitError("No space left on device")
    mocker.patch.object(kept_file, "write_atomically", side_effect=full)
    assert not refusing.append((), ARMED, NOW_S + 1)
    refusing.close()
    begun = start(tmp_path)
    assert begun.load().state == ARMED
    assert begun.health().level is Level.OK
