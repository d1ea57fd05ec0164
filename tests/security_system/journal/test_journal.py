"""The journal: rows, chain, state and trimming."""

import json
import math
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from security_system.journal import Entry, Journal, trimming
from security_system.journal.row import Row, canonical
from security_system.journal.trimming import ROWS_BY_AGE_LEAST, ROWS_MOST, ROWS_SLACK

DAY_S = 86_400.0
NOW_S = 1_790_000_000.0


@pytest.fixture
def journal(tmp_path):
    with_rows = Journal(tmp_path / "data" / "journal.db")
    yield with_rows
    with_rows.close()


def fill(journal, count, *, wall_s=NOW_S):
    entries = [Entry(kind="filled", why=str(n)) for n in range(count)]
    for start in range(0, count, 1000):
        assert journal.append(entries[start : start + 1000], {"n": start}, wall_s)


def change(journal, statement, *values):
    connection = sqlite3.connect(journal.path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_a_new_journal_knows_nothing_and_has_forgotten_nothing(journal):
    assert journal.load() is None
    assert not journal.has_forgotten
    assert journal.rows() == ()
    assert journal.verify().is_whole


def test_what_was_appended_is_read_back_by_the_next_start(journal):
    happened = Entry(
        kind="alarm", zone="hall", source="node", user="Ana", place="keypad",
        why="The door opened.", evidence="clip-7",
        detail={"ohms": 11_000, "list": [1, 2.5, None, True]},
    )  # fmt: skip
    assert journal.append([happened], {"state": "triggered", "left_s": 12.5}, NOW_S)
    journal.close()
    again = Journal(journal.path)
    (row,) = again.rows()
    assert (row.id, row.wall_s, row.kind, row.zone) == (1, NOW_S, "alarm", "hall")
    assert (row.source, row.user, row.place, row.why) == (
        "node", "Ana", "keypad", "The door opened.",
    )  # fmt: skip
    assert row.detail == {"ohms": 11_000, "list": [1, 2.5, None, True]}
    assert row.evidence == "clip-7"
    kept = again.load()
    assert (kept.state, kept.wall_s) == ({"state": "triggered", "left_s": 12.5}, NOW_S)


def test_a_first_start_that_was_cut_off_before_anything_was_kept_is_a_first_start_again(tmp_path):
    Journal(tmp_path / "journal.db").close()
    assert not Journal(tmp_path / "journal.db").has_forgotten


def test_rows_are_found_by_id_and_kind_in_both_directions(journal):
    kinds = ["armed", "alarm", "disarmed", "alarm", "disarmed"]
    journal.append([Entry(kind=kind) for kind in kinds], {}, NOW_S)
    ids = lambda rows: [row.id for row in rows]  # noqa: E731
    assert ids(journal.rows(limit=2)) == [4, 5], "the newest"
    assert ids(journal.rows(since_id=1, limit=2)) == [2, 3], "the next"
    assert ids(journal.rows(before_id=4, limit=2)) == [2, 3], "the ones before"
    assert ids(journal.rows(kinds={"alarm"})) == [2, 4]
    assert ids(journal.rows(kinds=set())) == []


@pytest.mark.parametrize(
    ("statement", "broken_id"),
    [
        ("UPDATE rows SET content = replace(content, '3', '4') WHERE id = 4", 4),
        ("UPDATE rows SET kind = 'disarmed' WHERE id = 5", 5),
        ("UPDATE rows SET wall_s = wall_s - 60 WHERE id = 6", 6),
        ("DELETE FROM rows WHERE id = 3", 3),
        ("DELETE FROM rows WHERE id > 7", 8),
        ("DELETE FROM rows WHERE id <= 2", 1),
        ("DELETE FROM rows", 1),
    ],
)
def test_the_first_row_that_was_tampered_with_is_named(journal, statement, broken_id):
    fill(journal, 10)
    assert journal.verify().is_whole
    change(journal, statement)
    verdict = journal.verify()
    assert not verdict.is_whole
    assert verdict.broken_id == broken_id
    assert f"Row {broken_id} " in verdict.says


def test_a_row_that_was_changed_together_with_its_hash_breaks_the_next(journal):
    fill(journal, 6)
    (row,) = journal.rows(since_id=2, limit=1)
    before = journal.rows(since_id=1, limit=1)[0].hash
    from security_system.journal.row import chained

    content = canonical(3, row.wall_s, Entry(kind="filled", why="nothing happened"))
    change(journal, "UPDATE rows SET content = ?, hash = ? WHERE id = 3", content,
           chained(before, content))  # fmt: skip
    assert journal.verify().broken_id == 4


def test_rows_cut_off_at_the_front_with_a_moved_anchor_are_missed(journal):
    fill(journal, 6)
    (row,) = journal.rows(since_id=2, limit=1)
    change(journal, "DELETE FROM rows WHERE id <= 3")
    change(journal, "UPDATE anchor SET id = 3, hash = ?", row.hash)
    verdict = journal.verify()
    assert verdict.broken_id == 4
    assert "no row tells of it" in verdict.says


def test_five_thousand_rows_stay_and_the_chain_stays_provable(journal):
    fill(journal, ROWS_MOST + ROWS_SLACK, wall_s=NOW_S - 2 * DAY_S)
    fill(journal, 1)
    assert len(journal.rows(limit=10_000)) == ROWS_MOST + ROWS_SLACK + 1
    fill(journal, 2)
    rows = journal.rows(limit=10_000)
    assert ROWS_MOST < len(rows) <= ROWS_MOST + 3
    assert [row.kind for row in rows if row.kind != "filled"] == ["journal trimmed"]
    assert journal.verify().is_whole
    assert rows[-1].id == ROWS_MOST + ROWS_SLACK + 4, "ids go on"


def test_a_flood_of_rows_does_not_wash_away_what_happened_today(journal):
    """Somebody makes rows until the alarm is gone: a stranger at the broker, a lamp at a sensor."""
    fill(journal, ROWS_MOST, wall_s=NOW_S - 5 * DAY_S)
    assert journal.append([Entry(kind="alarm", why="The door opened.")], {}, NOW_S)
    fill(journal, 3 * ROWS_MOST, wall_s=NOW_S + 3600.0)
    assert [row.why for row in journal.rows(kinds=["alarm"])] == ["The door opened."]
    trimmed = journal.rows(kinds=["journal trimmed"])
    assert 0 < len(trimmed) < 10, "rows go in one go"
    fill(journal, 1, wall_s=NOW_S + 2 * DAY_S)
    fill(journal, 1, wall_s=NOW_S + 2 * DAY_S)
    assert len(journal.rows(limit=100_000)) <= ROWS_MOST + 3
    assert journal.verify().is_whole


def test_a_flood_has_an_end_as_well(journal, monkeypatch):
    monkeypatch.setattr(trimming, "ROWS_IN_A_FLOOD", 2 * ROWS_MOST)
    fill(journal, 4 * ROWS_MOST)
    assert len(journal.rows(limit=100_000)) <= 2 * ROWS_MOST + ROWS_SLACK + 1001
    assert journal.verify().is_whole


def test_rows_older_than_ninety_days_go_but_five_hundred_stay_whatever_the_clock_says(journal):
    fill(journal, 600)
    fill(journal, 400, wall_s=NOW_S + 50 * DAY_S)
    fill(journal, 1, wall_s=NOW_S + 92 * DAY_S)
    rows = journal.rows(limit=10_000)
    assert len(rows) == ROWS_BY_AGE_LEAST + 2
    fill(journal, 1, wall_s=NOW_S + 36_500 * DAY_S)
    assert len(journal.rows(limit=10_000)) >= ROWS_BY_AGE_LEAST
    assert journal.verify().is_whole


def test_the_state_alone_is_kept_without_a_row(journal):
    journal.append([], {"lock_s": 90}, NOW_S)
    assert journal.rows() == ()
    assert Journal(journal.path).load().state == {"lock_s": 90}


def test_the_side_file_is_written_only_when_the_state_has_changed(journal, mocker):
    written = mocker.spy(__import__("security_system.journal.kept", fromlist=["x"]),
                         "write_atomically")  # fmt: skip
    for number in range(5):
        journal.append([Entry(kind="opened")], {"same": number // 4}, NOW_S)
    assert written.call_count == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=8), parts),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 2**40), st.text(), st.text(), st.dictionaries(st.text(), JSON))
def test_anything_can_be_written_down_in_one_way_and_read_back(row_id, word, why, detail):
    happened = Entry(kind="odd", zone=word, user=word, why=why, detail=detail)
    content = canonical(row_id, NOW_S, happened)
    assert content == canonical(row_id, NOW_S, happened)
    assert content.isascii()
    assert len(content) < 12_000 + 6 * len(why) + 12 * len(word)
    row = Row.read(content, "")
    assert (row.id, row.wall_s) == (row_id, NOW_S)
    assert why.startswith(row.why)
    json.loads(content, parse_constant=pytest.fail)


def test_what_json_cannot_say_is_said_in_words():
    detail = {"nan": math.nan, "path": Path("x"), "set": {2, 1}, 3: "three"}
    row = Row.read(canonical(1, NOW_S, Entry(kind="odd", detail=detail)), "")
    assert row.detail == {"nan": "nan", "path": "x", "set": [1, 2], "3": "three"}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=12), st.data())
def test_whatever_is_appended_the_chain_is_whole_and_every_change_of_a_character_is_found(
    tmp_path_factory, counts, data
):
    journal = Journal(tmp_path_factory.mktemp("chain") / "journal.db")
    for number, count in enumerate(counts):
        journal.append([Entry(kind="k", why=str(n)) for n in range(count)], {"n": number}, NOW_S)
    rows = journal.rows(limit=1000)
    assert len(rows) == sum(counts)
    assert journal.verify().is_whole
    if rows:
        row_id = data.draw(st.integers(1, len(rows)))
        change(journal, "UPDATE rows SET content = replace(content, '\"k\"', '\"l\"') WHERE id = ?",
               row_id)  # fmt: skip
        assert journal.verify().broken_id == row_id
    journal.close()
