"""Who is told what, and when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from security_system.alarm.happenings import Kind
from security_system.telling.plan import (
    Story,
    is_given_up,
    is_quiet,
    listeners,
    may_go,
    pause_s,
    plan,
    wait_for_room_s,
)
from security_system.telling.settings import TellingSettings, Topic
from security_system.telling.words import Event

NOW = dt.datetime(2026, 11, 27, 3, 12, 5)


def settings(**more):
    services = {
        "phone": {},
        "mail": {"tells": ["alarm", "arming", "faults", "reminders"]},
    }
    return TellingSettings.model_validate({"services": services, **more})


def planned(kind, story=None, **more):
    return plan(Event(kind, NOW, **more), story or Story(), settings(), now=NOW)


def test_each_service_is_told_what_it_asks_for():
    assert [d.service for d in planned(Kind.ALARM, zone="Hall").drafts] == ["phone", "mail"]
    assert [d.service for d in planned(Kind.ARMED).drafts] == ["mail"]
    assert planned(Kind.ZONE_OPENED).drafts == ()


def test_an_alarm_in_the_entry_waits_and_one_of_another_kind_does_not():
    story = Story()
    assert planned(Kind.ALARM, story, zone="Hall").drafts[0].hold_s == 0.0
    planned(Kind.ENTRY_STARTED, story, zone="Door")
    assert planned(Kind.ALARM, story, zone="Door").drafts[0].hold_s == 30.0
    assert planned(Kind.ALARM, story, detail={"cause": "smoke"}).drafts[0].hold_s == 0.0
    assert planned(Kind.PANIC, story).drafts[0].hold_s == 0.0
    planned(Kind.DISARMED, story)
    assert planned(Kind.ALARM, story, zone="Hall").drafts[0].hold_s == 0.0


def test_a_disarming_drops_what_is_held_and_a_confirmation_releases_it():
    assert planned(Kind.DISARMED).is_late_code
    assert planned(Kind.CONFIRMED).releases


def test_the_end_of_an_alarm_is_told_to_whoever_was_told_of_it():
    story = Story()
    assert [d.service for d in planned(Kind.DISARMED, story).drafts] == ["mail"]
    planned(Kind.ALARM, story, zone="Hall")
    ending = planned(Kind.DISARMED, story, user="Sam").drafts
    assert [(d.service, d.text.title) for d in ending] == [
        ("phone", "The alarm is over"),
        ("mail", "The alarm is over"),
    ]


def test_the_story_outlives_a_restart():
    story = Story(is_entering=True, was_told=True)
    assert Story.restored(story.keep()) == story
    assert Story.restored({"is_entering": "rubbish"}) == Story()


def test_duress_goes_to_who_names_it_or_else_to_all_that_are_told_alarms():
    names = settings().services
    assert listeners(Topic.SILENT, names) == ["phone", "mail"]
    named = TellingSettings.model_validate(
        {"services": {"phone": {}, "sister": {"tells": ["silent"]}}}
    )
    assert listeners(Topic.SILENT, named.services) == ["sister"]


def test_a_service_that_cannot_be_reached_is_not_told_so_itself():
    drafts = planned(Kind.FAULT, detail={"service": "phone"}).drafts
    assert [d.service for d in drafts] == ["mail"]


@pytest.mark.parametrize(
    ("at", "quiet"),
    [("22:29", False), ("22:30", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_quiet_hours_go_over_midnight(at, quiet):
    night = settings(quiet_from="22:30", quiet_to="07:00")
    assert is_quiet(dt.time.fromisoformat(at), night) is quiet


def test_alarms_pass_in_the_quiet_hours_and_nothing_else_does():
    night = settings(quiet_from="22:30", quiet_to="07:00")
    at = dt.time(3, 0)
    passing = [topic for topic in Topic if may_go(topic, night.services["phone"], at, night)]
    assert passing == [Topic.ALARM, Topic.SILENT]


def test_pauses_grow_and_end():
    assert [pause_s(n) for n in (1, 2, 7, 8, 1000)] == [5.0, 15.0, 600.0, 900.0, 900.0]
    assert not is_given_up(1, retry_h=0.1)
    tries = next(n for n in range(1000) if is_given_up(n, retry_h=24.0))
    assert 95 <= tries <= 105


def test_two_hundred_alarms_a_day_are_not_two_hundred_mails():
    """motioneye #167: 200 mails a day from a window."""
    rules, sent, waiting = settings(), [], 0
    for minute in range(24 * 60):
        now_s = minute * 60.0
        waiting += minute % 7 == 0
        ages_s = [now_s - at_s for at_s in sent]
        if waiting and wait_for_room_s(ages_s, rules) <= 0:
            sent.append(now_s)
            waiting = 0
    assert 40 <= len(sent) <= 60


@given(ages=st.lists(st.floats(0, 86400), max_size=100))
def test_there_is_always_room_again_within_an_hour(ages):
    assert 0.0 <= wait_for_room_s(ages, settings()) <= 3600.0
