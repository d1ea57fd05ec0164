"""The power-fail log: how long it was off, and how it ended."""

import pytest

from security_system.journal import PowerLog, Start

NOW_S = 1_790_000_000.0


@pytest.fixture
def file(tmp_path):
    return tmp_path / "power.json"


def log(file, boot="boot-1"):
    return PowerLog(file, boot_id=boot)


def test_the_first_start_knows_nothing(file):
    assert log(file).start(NOW_S) == Start(None, True, "")


def test_after_an_orderly_end_it_says_how_long_it_was_off(file):
    first = log(file)
    first.start(NOW_S)
    first.end(NOW_S + 100)
    assert log(file, "boot-2").start(NOW_S + 160) == Start(60.0, True, "an orderly end")


def test_a_power_cut_and_a_killed_program_are_told_apart_by_the_boot(file):
    log(file).start(NOW_S)
    assert log(file).start(NOW_S + 5).cause == "the program was killed or had crashed"
    start = log(file, "boot-2").start(NOW_S + 25)
    assert start == Start(20.0, False, "the power was cut or the computer had crashed")


def test_it_is_written_once_a_minute_at_most(file, monkeypatch):
    clock = {"s": 1000.0}
    monkeypatch.setattr("security_system.journal.power.time.monotonic", lambda: clock["s"])
    power = log(file)
    power.start(NOW_S)
    written = set()
    for second in range(600):
        clock["s"] = 1000.0 + second
        power.beat(NOW_S + second)
        written.add(file.read_bytes())
    assert len(written) == 10
    assert log(file, "b").start(NOW_S + 600).off_s == 60.0, "to a minute"


def test_a_clock_that_ran_backwards_gives_no_number(file):
    log(file).start(NOW_S)
    assert log(file, "b").start(NOW_S - 3600).off_s is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"alive_wall_s": "x"}', b"\xff\xfe"])
def test_a_damaged_log_is_a_first_start(file, content):
    file.write_bytes(content)
    assert log(file).start(NOW_S).off_s is None


def test_a_full_disk_stops_nothing(tmp_path):
    power = log(tmp_path / "gone" / "power.json")
    power.start(NOW_S)
    power.beat(NOW_S)
    power.end(NOW_S)


def test_a_clock_that_was_not_set_yet_gives_no_number(file):
    """A Pi without a battery clock begins in 1970: it was not off for 56 years."""
    log(file).start(60.0)
    assert log(file, "b").start(NOW_S).off_s is None
