"""The panel in trouble: whatever fails around it or inside, sensors and codes still count."""

import threading
import time
from datetime import datetime

import pytest

from makerkit.app.edge import Level
from security_system.alarm import (
    Alarm,
    AlarmSettings,
    AlarmState,
    Arm,
    ArmMode,
    Condition,
    Disarm,
    Happening,
    Judged,
    Kind,
    SourceSeen,
    ZoneSeen,
)
from security_system.order_queue import OrderQueue
from security_system.panel import Panel

pytestmark = pytest.mark.usefixtures("virtual_time")
SETTINGS = AlarmSettings(
    zones={"door": {"kind": "door", "type": "instant", "source": "gpio:26"}},
    modes={"away": {"exit_s": 0}},
    schedule=[{"do": "arm", "at": "22:30"}],
)
ARM = Arm(mode=ArmMode.AWAY, place="page", is_judged=True, forced=True)
SEEN = SourceSeen(source="gpio", is_there=True)
QUIET = ZoneSeen(zone="door", condition=Condition.QUIET)
OPEN = ZoneSeen(zone="door", condition=Condition.OPEN)


class Journal:
    """Counts what it is given."""

    def __init__(self):
        self.rows, self.slow_s = [], 0.0

    def append(self, happenings, kept, wall_s):
        self.rows += happenings
        time.sleep(self.slow_s)
        return True


class Siren:
    is_on = False

    def show(self, view):
        self.is_on = view.siren.is_on


def judge(code):
    return Judged("ada") if code == "1111" else None


@pytest.fixture
def journal():
    return Journal()


@pytest.fixture
def start(journal):
    """Start a panel with an alarm, armed or as it was kept."""
    panels = []

    def begin(alarm=None):
        panel = Panel(alarm or Alarm(SETTINGS, judge, time.monotonic()), journal)
        panel.start()
        panels.append(panel)
        return panel

    yield begin
    for panel in panels:
        panel.stop()


def armed(panel):
    for order in (SEEN, QUIET, ARM):
        assert panel.ask(order).is_done
    return panel


def restored(panel, **changes):
    kept = panel._alarm.keep() | changes
    panel.stop()
    return Alarm.restored(SETTINGS, judge, kept, time.monotonic(), 1.0)


def test_a_fault_in_the_schedule_costs_no_alarm_no_code_and_no_card(start, journal, mocker):
    panel = armed(start())
    failing = mocker.patch("security_system.alarm.agenda.due", side_effect=TypeError("a bug"))
    before = len(journal.rows)
    time.sleep(3600)
    faults = [row for row in journal.rows[before:] if row.kind is Kind.FAULT]
    assert len(faults) == 1
    assert failing.call_count < 4000
    panel.ask(OPEN)
    assert panel.view.state is AlarmState.TRIGGERED
    assert panel.ask(Disarm(place="page", code="1111")).is_done


@pytest.mark.parametrize("wall", ["9999-12-31T23:59:59", "2026-01-01T00:00:00+00:00", "nonsense"])
def test_a_kept_time_that_makes_no_sense_ends_no_thread(start, wall):
    panel = start(restored(armed(start()), wall=wall))
    time.sleep(120)
    assert panel.is_alive
    assert panel.ask(QUIET).is_done
    panel.ask(OPEN)
    assert panel.view.state is AlarmState.TRIGGERED


def test_an_alarm_that_a_restart_interrupted_sounds_as_soon_as_there_is_a_siren(start):
    panel = armed(start())
    panel.ask(OPEN)
    again = start(restored(panel))
    time.sleep(0.5)
    siren = Siren()
    again.add_siren(siren)
    time.sleep(0.01)
    assert siren.is_on


def test_a_turn_that_hangs_is_said_by_the_health(start):
    panel = armed(start())
    hangs = threading.Event()
    panel.listen(lambda _turn: hangs.wait(20))
    panel.post(QUIET)
    time.sleep(4)
    assert panel.health().level is Level.OK
    time.sleep(4)
    assert panel.health().says == "One order has kept it busy for 8 s: does a part of it hang?"
    hangs.set()
    time.sleep(0.1)
    assert panel.health().level is Level.OK


def test_a_card_that_hangs_for_an_hour_keeps_no_burglar_out_of_the_alarm(start, journal):
    panel = armed(start())
    siren = Siren()
    panel.add_siren(siren)
    time.sleep(1)
    journal.slow_s = 3600.0
    stored = []
    panel.post(QUIET)
    panel.ask(Arm(mode=ArmMode.HOME, place="page", is_judged=True))
    panel.tell(Happening(kind=Kind.FAULT, source="camera hall", why="it is dark"))
    time.sleep(3)
    assert panel.health().level is Level.ERROR
    journal.slow_s = 0.0
    panel.post(OPEN, lambda: stored.append("acknowledged"))
    time.sleep(0.01)
    assert siren.is_on
    assert panel.ask(Disarm(place="page", code="1111")).is_done
    assert not siren.is_on
    assert stored == []
    time.sleep(3600)
    assert panel.health().level is Level.OK
    assert stored == ["acknowledged"]
    kinds = [row.kind for row in journal.rows]
    assert kinds[kinds.index(Kind.ALARM) :] == [
        Kind.ALARM,
        Kind.SIREN_STARTED,
        Kind.DISARMED,
        Kind.FAULT,
    ]


def test_a_wake_that_comes_before_the_waiting_is_not_lost():
    queue = OrderQueue()
    queue.wake()
    before = datetime.now()
    assert queue.take(10.0) is None
    assert (datetime.now() - before).total_seconds() < 1.0
