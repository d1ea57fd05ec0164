"""What a message says."""

import datetime as dt

import pytest

from security_system.alarm import Alarm
from security_system.alarm.happenings import Kind
from security_system.alarm.orders import Condition, ZoneSeen
from security_system.alarm.settings import AlarmSettings
from security_system.telling.settings import Topic
from security_system.telling.translation import translation
from security_system.telling.words import (
    ALARMS,
    PHRASES,
    Event,
    Text,
    gather,
    say,
    topic_of,
)

NIGHT = dt.datetime(2026, 11, 27, 3, 12, 5)


def told(event, **more):
    return say(event, now=NIGHT, translate=str, **more)


def test_an_alarm_says_where_and_when_and_why():
    event = Event(Kind.ALARM, NIGHT, zone="Front door", why="The door was opened while armed.")
    assert told(event) == Text(
        "Alarm: Front door",
        "Front door gave alarm at 03:12:05.\nThe door was opened while armed.",
    )


def test_another_day_is_named():
    event = Event(Kind.POWER_LOST, dt.datetime(2026, 11, 26, 22, 0), why="")
    assert told(event).body == "The mains failed at 2026-11-26 22:00:00."


@pytest.mark.parametrize("kind", [*PHRASES, Kind.ALARM])
def test_every_kind_can_be_said_with_nothing_known(kind):
    text = told(Event(kind, NIGHT))
    assert text.title
    assert "{" not in text.title + text.body
    assert "03:12:05" in text.body


@pytest.mark.parametrize("cause", ALARMS)
def test_every_cause_of_an_alarm_has_words(cause):
    text = told(Event(Kind.ALARM, NIGHT, zone="Cellar", detail={"cause": cause}))
    assert "Cellar" in text.title + text.body


def test_names_with_braces_and_translations_without_a_field_do_no_harm():
    event = Event(Kind.ALARM, NIGHT, zone="{evil} {0}")
    assert "{evil} {0}" in told(event).title
    assert say(event, now=NIGHT, translate=lambda _text: "X").title == "X"


def test_the_translator_gets_the_sentence_before_anything_is_filled_in():
    asked = []
    event = Event(Kind.ARMED, NIGHT, user="Sam", place="page")
    say(event, now=NIGHT, translate=lambda text: asked.append(text) or text)
    assert asked == ["{who} armed the alarm at {time} ({place}).", "Armed"]


def test_what_nobody_needs_to_know_is_not_told():
    silent = [Kind.ZONE_OPENED, Kind.ZONE_CLOSED, Kind.CHIMED, Kind.SIREN_STARTED, Kind.CODE_WRONG]
    assert [topic_of(Event(kind, NIGHT)) for kind in silent] == [None] * len(silent)
    assert topic_of(Event("a kind of tomorrow", NIGHT)) is None


def test_that_arming_failed_is_told_unless_it_was_asked_on_the_page():
    """alarmo #1222: fails to arm after you left, without telling you."""
    assert topic_of(Event(Kind.ARMING_REFUSED, NIGHT, place="schedule")) is Topic.ALARM
    assert topic_of(Event(Kind.ARMING_REFUSED, NIGHT, place="page")) is None


def test_duress_and_a_silent_call_for_help_are_a_topic_of_their_own():
    assert topic_of(Event(Kind.DURESS, NIGHT)) is Topic.SILENT
    assert topic_of(Event(Kind.PANIC, NIGHT, detail={"is_silent": True})) is Topic.SILENT
    assert topic_of(Event(Kind.PANIC, NIGHT)) is Topic.ALARM


def test_many_messages_become_one_that_counts_them():
    texts = [Text(f"Alarm: {n}", f"Zone {n} gave alarm.\nwhy") for n in range(200)]
    text = gather(texts, translate=str)
    assert text.title == "200 messages: Alarm: 199"
    assert text.body.splitlines()[0] == "- … +188"
    assert text.body.splitlines()[-1] == "- Alarm: 199: Zone 199 gave alarm."
    assert gather(texts[:1], translate=str) is texts[0]


def test_a_call_for_help_is_told_once_though_it_is_an_alarm_as_well():
    assert topic_of(Event(Kind.ALARM, NIGHT, detail={"cause": "panic"})) is None
    assert topic_of(Event(Kind.PANIC, NIGHT)) is Topic.ALARM


def test_the_alarm_says_what_an_alarm_is_about():
    rules = AlarmSettings.model_validate({"zones": {"loft": {"kind": "smoke", "source": "gpio:4"}}})
    alarm = Alarm(rules, lambda _code: None, 0.0)
    answer = alarm.take(ZoneSeen(zone="loft", condition=Condition.OPEN), 1.0)
    causes = [h.detail["cause"] for h in answer.happenings if h.kind is Kind.ALARM]
    assert causes == ["smoke"]


def test_sentences_are_translated_where_the_catalogue_has_them(tmp_path):
    folder = tmp_path / "ku" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Armed"\nmsgstr "Çekkirî"\n\nmsgid "Disarmed"\nmsgstr ""\n',
        "utf-8",
    )
    translate = translation("kmr", tmp_path)
    assert [translate(text) for text in ("Armed", "Disarmed", "Test")] == [
        "Çekkirî",
        "Disarmed",
        "Test",
    ]
    assert translation("en", tmp_path)("Armed") == "Armed"
    assert translation("ar")("{what} is lost")
