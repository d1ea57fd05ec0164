"""What a process has done with real time: computed, or nothing; a busy machine is neither."""

import pytest

from hardware_mocks.virtual_time import real
from hardware_mocks.virtual_time.watchdog import LONGEST_LOOK_S, Spent


class Clocks:
    """The machine's clocks, set by hand."""

    def __init__(self):
        self.now_s = self.cpu_s = 100.0

    def pass_(self, passed_s, used_s):
        self.now_s += passed_s
        self.cpu_s += used_s


@pytest.fixture
def clocks(monkeypatch):
    made = Clocks()
    monkeypatch.setattr(real, "monotonic", lambda: made.now_s)
    monkeypatch.setattr(real, "process_time", lambda: made.cpu_s)
    return made


def looked(clocks, *steps):
    spent = Spent()
    for passed_s, used_s in steps:
        clocks.pass_(passed_s, used_s)
        spent.look()
    return spent


def test_who_waits_is_idle_and_who_computes_is_not(clocks):
    waits = looked(clocks, *[(0.1, 0.0001)] * 50)
    assert waits.idle_s == pytest.approx(5.0)
    assert waits.computed_s == pytest.approx(0.005)
    assert looked(clocks, *[(0.1, 0.1)] * 50).computed_s == pytest.approx(5.0)


def test_who_gets_little_of_a_busy_machine_is_not_idle(clocks):
    starved = looked(clocks, *[(0.1, 0.005)] * 600)
    assert starved.idle_s == 0.0
    assert starved.computed_s == pytest.approx(3.0)


def test_what_the_machine_sleeps_hardly_counts(clocks):
    slept = looked(clocks, (0.1, 0.0), (3600.0, 0.0))
    assert slept.idle_s == slept.lasted_s == pytest.approx(0.1 + LONGEST_LOOK_S)


def test_only_what_is_idle_up_to_now_counts(clocks):
    assert looked(clocks, (1.0, 0.0), (0.1, 0.1), (0.5, 0.0)).idle_s == pytest.approx(0.5)
