"""The panel: in which order things happen, and that nothing around the alarm can end it."""

import threading
import time

import pytest

from security_system.alarm import (
    AlarmView,
    Answer,
    Condition,
    Disarm,
    Happening,
    Kind,
    SirenPattern,
    SirenView,
    TypeCode,
    ZoneSeen,
)
from security_system.order_queue import BusyError, Noted, OrderQueue, Waiting
from security_system.panel import Panel

pytestmark = pytest.mark.usefixtures("virtual_time")
SOUNDS = SirenView(is_on=True, pattern=SirenPattern.WAIL)
QUIET = ZoneSeen(zone="hall", condition=Condition.QUIET)
OPEN = ZoneSeen(zone="hall", condition=Condition.OPEN)


class FakeAlarm:
    """Sounds when a zone opens, is silent after a disarm; says what it took."""

    def __init__(self):
        self.taken, self.revision, self.sounds = [], 0, False
        self.next_deadline_s = None

    def take(self, order, now_s):
        self.taken.append(order)
        if order == TypeCode(code="bug", place="page"):
            raise KeyError("a fault of the program")
        self.sounds = not isinstance(order, Disarm)
        self.revision += 1
        kind = Kind.DISARMED if isinstance(order, Disarm) else Kind.ALARM
        return Answer(is_done=True, happenings=(Happening(kind=kind),))

    def tick(self, now_s, wall=None):
        return ()

    def view(self, now_s):
        return AlarmView(t_s=now_s, siren=SOUNDS if self.sounds else SirenView())

    def keep(self):
        return {"revision": self.revision}


class FakeJournal:
    """Writes to a list, slowly if asked to; refuses while the card is full."""

    def __init__(self, did=None, slow_s=0.0):
        self.did = [] if did is None else did
        self.slow_s, self.is_full, self.waiting = slow_s, False, []

    def append(self, happenings, kept, wall_s):
        time.sleep(self.slow_s)
        self.waiting += [happening.kind for happening in happenings]
        if self.is_full:
            return False
        self.did.append(("stored", *self.waiting))
        self.waiting = []
        return True


class FakeSiren:
    def __init__(self, did):
        self.did, self.is_on = did, False

    def show(self, view):
        if view.siren.is_on is not self.is_on:
            self.is_on = view.siren.is_on
            self.did.append("siren" if self.is_on else "silence")


@pytest.fixture
def did():
    return []


@pytest.fixture
def panel(did):
    panel = Panel(FakeAlarm(), FakeJournal(did))
    panel.add_siren(FakeSiren(did))
    panel.start()
    yield panel
    panel.stop()


def settle():
    time.sleep(0.1)


def test_the_siren_sounds_before_the_journal_is_written_and_the_node_is_answered_after(panel, did):
    panel.post(OPEN, lambda: did.append("acknowledged"))
    settle()
    assert did == ["siren", ("stored", Kind.ALARM), "acknowledged"]


def test_a_disarm_is_stored_before_it_is_answered(panel, did):
    panel.post(OPEN)
    settle()
    did.clear()
    panel.ask(Disarm(place="page", code="1"))
    did.append("answered")
    assert did == [("stored", Kind.DISARMED), "silence", "answered"]


def test_the_siren_does_not_wait_for_a_card_that_takes_seconds(did):
    panel = Panel(FakeAlarm(), FakeJournal(did, slow_s=3.0))
    panel.add_siren(FakeSiren(did))
    panel.start()
    panel.post(OPEN)
    settle()
    assert did == ["siren"]
    time.sleep(7.0)
    panel.stop()


def test_what_an_edge_notes_is_stored_in_one_transaction_with_what_follows(panel, did):
    panel.post(Noted(Happening(kind=Kind.NODE_TOLD), (OPEN,)))
    settle()
    assert did == ["siren", ("stored", Kind.NODE_TOLD, Kind.ALARM)]


def test_a_listener_and_an_output_that_raise_do_not_end_the_alarm(panel, did):
    heard = []

    class Broken:
        def show(self, view):
            raise OSError("no such light")

    def broken(turn):
        raise ValueError("a listener with a fault")

    panel.add_output(Broken())
    panel.listen(broken)
    panel.listen(heard.append)
    panel.ask(OPEN)
    panel.ask(Disarm(place="page"))
    settle()
    assert [h.kind for turn in heard for h in turn.happenings] == [Kind.ALARM, Kind.DISARMED]
    assert panel.health().level == "warning"


def test_an_order_that_the_alarm_fails_over_is_told_and_costs_no_other(panel):
    heard = []
    panel.listen(heard.append)
    answer = panel.ask(TypeCode(code="bug", place="page"))
    assert not answer.is_done
    assert panel.ask(Disarm(place="page")).is_done
    settle()
    assert [h.kind for turn in heard for h in turn.happenings] == [Kind.FAULT, Kind.DISARMED]


def test_a_full_card_keeps_the_alarm_working_and_is_told_once(did):
    journal = FakeJournal(did)
    heard, acknowledged = [], []
    panel = Panel(FakeAlarm(), journal)
    panel.add_siren(FakeSiren(did))
    panel.listen(heard.append)
    panel.start()
    journal.is_full = True
    panel.post(OPEN, lambda: acknowledged.append("node"))
    answer = panel.ask(Disarm(place="page"))
    settle()
    assert answer.is_done
    assert did == ["siren", "silence"]
    assert acknowledged == []
    assert panel.health().level == "error"
    journal.is_full = False
    time.sleep(11.0)
    panel.stop()
    kinds = [h.kind for turn in heard for h in turn.happenings]
    assert kinds == [Kind.ALARM, Kind.FAULT, Kind.DISARMED, Kind.FAULT]
    assert did[2] == ("stored", Kind.ALARM, Kind.FAULT, Kind.DISARMED)
    assert acknowledged == ["node"]


def test_a_journal_that_raises_is_lived_with_and_gets_everything_later(did):
    class Raises(FakeJournal):
        def append(self, happenings, kept, wall_s):
            if self.is_full:
                raise MemoryError("something nobody has thought of")
            return super().append(happenings, kept, wall_s)

    journal, acknowledged = Raises(did), []
    journal.is_full = True
    panel = Panel(FakeAlarm(), journal)
    panel.add_siren(FakeSiren(did))
    panel.start()
    panel.post(OPEN, lambda: acknowledged.append("node"))
    assert panel.ask(QUIET).is_done
    settle()
    assert (did, acknowledged) == (["siren"], [])
    journal.is_full = False
    time.sleep(11.0)
    panel.stop()
    assert did[1] == ("stored", Kind.ALARM, Kind.FAULT, Kind.ALARM)
    assert acknowledged == ["node"]


def test_it_ends_within_a_second_and_takes_what_waits_first(did):
    panel = Panel(FakeAlarm(), FakeJournal(did))
    panel.start()
    for _ in range(50):
        panel.post(QUIET)
    began_s = time.monotonic()
    panel.stop()
    assert time.monotonic() - began_s < 1.0
    assert len(did) == 50
    assert not any(thread.name == "alarm" for thread in threading.enumerate())


# -- the queue


def zone(name, condition):
    return Waiting((ZoneSeen(zone=name, condition=condition),))


def orders_in(queue):
    taken = []
    while len(queue):
        taken += queue.take(0).orders
    return taken


def test_a_full_queue_keeps_of_each_zone_its_trouble_and_its_newest_state():
    queue = OrderQueue(longest=6)
    for _ in range(4):
        queue.put(zone("a", Condition.OPEN))
        queue.put(zone("a", Condition.QUIET))
    queue.put(zone("b", Condition.QUIET))
    kept = [(order.zone, order.condition) for order in orders_in(queue)]
    assert kept[0] == ("a", Condition.OPEN)
    assert kept[-1] == ("b", Condition.QUIET)
    assert ("a", Condition.QUIET) in kept
    assert len(kept) <= 6


def test_a_full_queue_loses_no_disarm():
    queue = OrderQueue(longest=5)
    for number in range(5):
        queue.put(Waiting((TypeCode(code=str(number), place="page"),)))
    with pytest.raises(BusyError):
        queue.put(Waiting((TypeCode(code="6", place="page"),)))
    disarm = Disarm(place="page", code="1")
    queue.put(Waiting((disarm,)))
    for _ in range(100):
        queue.put(zone("door", Condition.OPEN))
        queue.put(zone("door", Condition.QUIET))
    kept = orders_in(queue)
    assert disarm in kept
    seen = [order.condition for order in kept if isinstance(order, ZoneSeen)]
    assert seen[:1] == [Condition.OPEN]
    assert len(kept) <= 5 + 1 + 4


def test_a_storm_of_sensors_makes_room_for_a_disarm():
    queue = OrderQueue(longest=5)
    for number in range(5):
        queue.put(zone(f"z{number}", Condition.OPEN))
    disarm = Disarm(place="keypad", is_judged=True)
    queue.put(Waiting((disarm,)))
    assert orders_in(queue)[-1] == disarm
