"""Who has forced somebody looks at the pages afterwards: nothing there says that help is called."""

import logging
import time

import pytest
from test_telling import ALARM, ONE_PHONE, begin, book, happen, phone  # noqa: F401  # fixtures

from makerkit.app.edge import Level
from security_system.alarm.happenings import Happening, Kind

DURESS = Happening(Kind.DURESS, user="mina", why="mina was forced to type a code at the page.")
DISARMED = Happening(Kind.DISARMED, user="mina", place="page")
QUIET_PHONE = {"services": {"phone": {"tells": ["alarm", "faults", "silent"]}}}


@pytest.mark.parametrize("call", [DURESS, Happening(Kind.PANIC, detail={"is_silent": True})])
def test_a_silent_call_that_does_not_get_through_shows_nowhere(
    begin,  # noqa: F811
    phone,  # noqa: F811
    book,  # noqa: F811
    caplog,
    call,
):
    """The line is cut as well: the first page must not turn to "look at this" after duress."""
    caplog.set_level(logging.INFO)
    telling = begin(QUIET_PHONE)
    phone.answers = False
    happen(telling, book, call, DISARMED)
    time.sleep(300)
    assert telling.health() == type(telling.health())(
        "telling", Level.OK, "", {"waiting": 0.0, "given_up": 0.0}
    )
    assert "did not go out" not in caplog.text
    phone.answers = True
    time.sleep(1000)
    assert len(phone.got) == 1


def test_what_could_not_be_sent_before_is_still_shown_after_a_silent_call(
    begin,  # noqa: F811
    phone,  # noqa: F811
    book,  # noqa: F811
):
    """A warning that goes out at that moment would be a trace as well."""
    telling = begin(ONE_PHONE)
    phone.answers = False
    happen(telling, book, ALARM)
    time.sleep(10)
    before = telling.health()
    happen(telling, book, DURESS)
    time.sleep(300)
    assert telling.health() == before
    assert before.level is Level.WARNING


def test_duress_does_not_wait_behind_the_alarms_that_there_were_too_many_of(
    begin,  # noqa: F811
    phone,  # noqa: F811
    book,  # noqa: F811
):
    """An hour's alarms are out; whoever comes home is forced to type a code: that is told now."""
    telling = begin(ONE_PHONE)
    for _ in range(60):
        happen(telling, book, ALARM)
        time.sleep(30)
    before = len(phone.got)
    happen(telling, book, DURESS)
    time.sleep(61)
    told = [body for _, _, body, _ in phone.got[before:]]
    assert any("mina" in body for body in told)


def test_silent_calls_by_the_hundred_are_a_message_a_minute(
    begin,  # noqa: F811
    phone,  # noqa: F811
    book,  # noqa: F811
):
    telling = begin(ONE_PHONE)
    for _ in range(600):
        happen(telling, book, DURESS)
        time.sleep(1)
    assert len(phone.got) <= 12 + 11


def test_an_alarm_is_tried_at_once_although_the_last_tries_failed(
    begin,  # noqa: F811
    phone,  # noqa: F811
    book,  # noqa: F811
):
    """The line was down for hours over some fault; it is back when the burglar comes."""
    telling = begin(ONE_PHONE)
    phone.answers = False
    happen(telling, book, Happening(Kind.ZONE_LOST, zone="hall"))
    time.sleep(7200)
    phone.answers = True
    happen(telling, book, ALARM)
    time.sleep(5)
    assert phone.titles == ["Alarm: Hall", "Hall is lost"]
