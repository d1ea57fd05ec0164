"""Telling people, as a whole: what arrives, once, late, together, or never."""

import time
from types import SimpleNamespace

import pytest

from makerkit.app.edge import Level
from security_system.alarm.happenings import Happening, Kind
from security_system.journal.row import Row
from security_system.telling.sender import Outcome
from security_system.telling.settings import TellingSettings
from security_system.telling.telling import Telling

ONE_PHONE = {"services": {"phone": {"tells": ["alarm", "arming", "faults"]}}}


class Phone:
    """Takes messages, or not."""

    def __init__(self):
        self.got, self.answers, self.takes_s = [], True, 0.0

    def __call__(self, address, text, picture):
        time.sleep(self.takes_s)
        if not self.answers:
            return Outcome(is_done=False, says="Its server cannot be reached.")
        self.got.append((round(time.monotonic(), 1), text.title, text.body, picture))
        return Outcome(is_done=True, says="It was sent.")

    @property
    def titles(self):
        return [title.removeprefix("Security system: ") for _, title, _, _ in self.got]


class Book:
    """A journal, as far as telling reads it."""

    def __init__(self):
        self.all = []

    def write(self, *happenings):
        for happening in happenings:
            self.all.append(
                Row(
                    id=len(self.all) + 1,
                    wall_s=time.time(),
                    kind=str(happening.kind),
                    zone=happening.zone,
                    source=happening.source,
                    user=happening.user,
                    why=happening.why,
                    evidence=happening.evidence,
                    detail=happening.detail,
                )
            )

    def rows(self, since_id, limit):
        return [row for row in self.all if row.id > since_id][:limit]


@pytest.fixture
def phone():
    return Phone()


@pytest.fixture
def book():
    return Book()


@pytest.fixture
def begin(virtual_time, tmp_path, phone, book):
    """Start telling; again is a restart."""
    running = []

    def start(settings=None, **more):
        if running:
            running.pop().stop()
        telling = Telling(
            TellingSettings.model_validate(settings or ONE_PHONE),
            tmp_path,
            rows=book.rows,
            zone_name={"hall": "Hall", "door": "Front door"}.get,
            **{"sender": phone, **more},
        )
        telling.start()
        running.append(telling)
        time.sleep(0.1)
        return telling

    yield start
    for telling in running:
        telling.stop()


def happen(telling, book, *happenings):
    """Let things happen as the panel does it: first the journal, then the listeners."""
    book.write(*happenings)
    telling.on_turn(SimpleNamespace(happenings=happenings))


ALARM = Happening(Kind.ALARM, zone="hall", why="Somebody moved.")


def test_an_alarm_is_told_at_once_and_once(begin, phone, book):
    telling = begin()
    happen(telling, book, ALARM, Happening(Kind.SIREN_STARTED))
    time.sleep(3600)
    assert phone.titles == ["Alarm: Hall"]
    assert phone.got[0][0] == pytest.approx(0.1, abs=0.2)
    assert "(message 1)" in phone.got[0][2]
    assert telling.health().level is Level.OK


def test_an_alarm_after_the_entry_is_held_for_half_a_minute(begin, phone, book):
    telling = begin()
    happen(telling, book, Happening(Kind.ENTRY_STARTED, zone="door"))
    happen(telling, book, ALARM)
    time.sleep(29)
    assert phone.titles == []
    time.sleep(2)
    assert phone.titles == ["Alarm: Hall"]


def test_who_is_late_with_the_code_alarms_nobody(begin, phone, book):
    telling = begin()
    happen(telling, book, Happening(Kind.ENTRY_STARTED, zone="door"))
    happen(telling, book, ALARM)
    time.sleep(20)
    happen(telling, book, Happening(Kind.DISARMED, user="Sam"))
    time.sleep(600)
    assert phone.titles == ["Disarmed"]


def test_a_confirmed_alarm_waits_no_longer(begin, phone, book):
    telling = begin()
    happen(telling, book, Happening(Kind.ENTRY_STARTED, zone="door"))
    happen(telling, book, ALARM)
    time.sleep(5)
    happen(telling, book, Happening(Kind.CONFIRMED, zone="hall"))
    time.sleep(1)
    assert phone.titles == ["Alarm: Hall", "Confirmed: Hall"]


def test_what_does_not_arrive_is_tried_again_with_growing_pauses(begin, phone, book):
    telling = begin()
    phone.answers = False
    happen(telling, book, ALARM)
    time.sleep(100)
    assert telling.health().level is Level.WARNING
    assert "phone: Its server cannot be reached." in telling.health().says
    phone.answers = True
    time.sleep(60)
    assert phone.titles == ["Alarm: Hall"]
    assert 105 < phone.got[0][0] < 115  # tries at 0, 5, 20, 50, 110 s
    assert telling.health().level is Level.OK


def test_what_was_not_delivered_is_delivered_after_a_restart(begin, phone, book):
    phone.answers = False
    happen(begin(), book, ALARM)
    time.sleep(10)
    phone.answers = True
    begin()
    time.sleep(1)
    assert phone.titles == ["Alarm: Hall"]


def test_what_the_journal_has_and_nobody_was_told_is_told_after_a_restart(begin, phone, book):
    begin().stop()
    book.write(ALARM)  # and then the power went
    begin()
    time.sleep(1)
    assert phone.titles == ["Alarm: Hall"]
    begin()
    time.sleep(100)
    assert phone.titles == ["Alarm: Hall"]


def test_the_first_start_tells_nothing_of_what_was_before_it(begin, phone, book):
    book.write(*[ALARM] * 600)
    begin()
    time.sleep(10)
    assert phone.titles == []


def test_with_a_journal_that_cannot_be_written_alarms_are_told_and_not_twice(begin, phone, book):
    telling = begin()
    telling.on_turn(SimpleNamespace(happenings=(ALARM,)))
    time.sleep(5)
    book.write(ALARM)  # the disk has room again
    happen(telling, book, Happening(Kind.POWER_LOST))
    time.sleep(5)
    assert phone.titles == ["Alarm: Hall", "Mains lost"]


def test_a_journal_that_has_begun_anew_is_told_from_its_beginning(begin, phone, book):
    book.write(*[Happening(Kind.ZONE_OPENED)] * 50)
    begin().stop()
    book.all.clear()
    book.write(ALARM)
    begin()
    time.sleep(1)
    assert phone.titles == ["Alarm: Hall"]


def test_what_is_tried_for_too_long_is_given_up_and_said(begin, phone, book):
    said = []
    telling = begin({**ONE_PHONE, "retry_h": 0.5}, tell=said.append)
    phone.answers = False
    happen(telling, book, ALARM)
    time.sleep(2 * 3600)
    assert [(h.kind, h.source, h.detail["service"]) for h in said] == [
        (Kind.FAULT, "telling", "phone")
    ]
    assert "did not arrive within 0.5 h" in said[0].why
    assert telling.health().numbers == {"waiting": 0.0, "given_up": 1.0}


def test_a_phone_that_was_away_gets_one_message_for_many(begin, phone, book):
    telling = begin()
    phone.answers = False
    for _ in range(9):
        happen(telling, book, ALARM)
        time.sleep(60)
    phone.answers = True
    time.sleep(700)
    assert phone.titles == ["9 messages: Alarm: Hall"]


def test_two_hundred_alarms_in_a_day_are_few_messages(begin, phone, book):
    """motioneye #167: 200 mails a day from a window."""
    telling = begin()
    for _ in range(200):
        happen(telling, book, ALARM)
        time.sleep(86_400 / 200)
    assert 40 <= len(phone.got) <= 60


def test_in_the_quiet_hours_alarms_pass_and_the_rest_comes_in_the_morning(begin, phone, book):
    # virtual time begins at midnight (UTC, and the tests run in UTC or are shifted alike)
    now = time.localtime()
    night = {
        "quiet_from": time.strftime("%H:%M", now),
        "quiet_to": time.strftime("%H:%M", time.localtime(time.time() + 6 * 3600)),
    }
    telling = begin({**ONE_PHONE, **night})
    for kind in (Kind.POWER_LOST, Kind.POWER_BACK, Kind.POWER_LOST, Kind.POWER_BACK):
        happen(telling, book, Happening(kind, why=f"{time.time()}"))
    time.sleep(3600)
    happen(telling, book, ALARM)
    time.sleep(3600)
    assert phone.titles == ["Alarm: Hall"]
    time.sleep(4 * 3600 + 120)
    assert phone.titles == ["Alarm: Hall", "4 messages: Mains back"]


def test_a_messenger_that_hangs_keeps_nobody_else_waiting(begin, book):
    slow, quick = Phone(), Phone()
    slow.takes_s = 500.0

    def send(address, text, picture):
        return (slow if address == "slow" else quick)(address, text, picture)

    telling = begin({"services": {"slow": {}, "quick": {}}}, sender=send)
    telling.set_address("slow", "slow")
    happen(telling, book, ALARM)
    time.sleep(1)
    assert (slow.titles, quick.titles) == ([], ["Alarm: Hall"])
    time.sleep(500)
    assert slow.titles == ["Alarm: Hall"]


def test_a_picture_goes_along_once_it_is_written(begin, phone, book, tmp_path):
    pictures = {}
    telling = begin(picture=pictures.get)
    happen(telling, book, Happening(Kind.ALARM, zone="hall", evidence="e1"))
    time.sleep(1)
    assert phone.titles == []
    pictures["e1"] = tmp_path / "e1.jpg"
    time.sleep(1)
    assert [picture for *_, picture in phone.got] == [tmp_path / "e1.jpg"]


def test_without_its_picture_an_alarm_waits_three_seconds_and_no_longer(begin, phone, book):
    telling = begin()
    happen(telling, book, Happening(Kind.ALARM, zone="hall", evidence="e1"))
    time.sleep(3.6)
    assert [picture for *_, picture in phone.got] == [None]


def test_the_test_button_says_for_each_service_what_became_of_it(begin, phone):
    telling = begin({"services": {"phone": {}, "mail": {}}})
    assert telling.test() == ["phone: It was sent.", "mail: It was sent."]
    phone.answers = False
    time.sleep(10)
    assert telling.test()[0] == "phone: Its server cannot be reached."
    phone.takes_s = 1000.0
    time.sleep(10)
    assert telling.test()[0] == "phone: No answer within 40 s."


def test_who_leans_on_the_test_button_sends_one_message_in_ten_seconds(begin, phone):
    """Messengers have limits: whoever may test must not use up what an alarm needs."""
    telling = begin()
    for _ in range(50):
        telling.test()
        time.sleep(0.5)
    assert len(phone.got) <= 3
    assert "went out just now" in telling.test()[0]


def test_with_nobody_to_tell_nothing_runs(begin, phone, book):
    telling = begin({"services": {}})
    happen(telling, book, ALARM)
    assert telling.health().level is Level.ABSENT
    assert "add [telling.services.NAME]" in telling.test()[0]


def test_a_full_disk_ends_no_message(begin, phone, book, tmp_path, monkeypatch):
    import sqlite3

    from security_system.telling.store import Store

    telling = begin()
    add, calls = Store.add, []

    def full(self, *args, **more):
        calls.append(1)
        if len(calls) == 1:
            raise sqlite3.OperationalError("database or disk is full")
        return add(self, *args, **more)

    monkeypatch.setattr(Store, "add", full)
    happen(telling, book, ALARM)
    time.sleep(5)
    assert phone.titles == ["Alarm: Hall"]
    assert "disk is full" in telling.health().says


def test_it_can_be_stopped_and_started_again(begin, phone, book):
    telling = begin()
    telling.stop()
    telling.stop()
    telling.start()
    happen(telling, book, ALARM)
    time.sleep(2)
    assert phone.titles == ["Alarm: Hall"]
    assert telling.is_alive


def test_a_journal_that_cannot_be_read_costs_no_message(begin, phone, book, monkeypatch):
    import sqlite3

    telling = begin()

    def broken(since_id, limit):
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(telling._news, "_rows", broken)
    happen(telling, book, ALARM)
    time.sleep(1)
    assert phone.titles == ["Alarm: Hall"]
