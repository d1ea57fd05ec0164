"""What a message says: pure, from what happened to a title and a sentence with the time of day.

The sentences are message ids for gettext: `translate` gets them before anything is filled in.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from security_system.alarm.happenings import Kind
from security_system.alarm.states import Cause
from security_system.telling.settings import Topic

Translate = Callable[[str], str]
BODY_MAX = 1500
LINES_MAX = 12


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as the journal has it.

    Attributes:
        when: local wall time.
        zone: what people call the zone; "" where there is none.
    """

    kind: str
    when: dt.datetime
    zone: str = ""
    source: str = ""
    user: str = ""
    place: str = ""
    why: str = ""
    evidence: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_silent(self) -> bool:
        """Whether nothing of it may be noticed in the house."""
        return self.kind == Kind.DURESS or self.detail.get("is_silent") is True


@dataclass(frozen=True, slots=True)
class Text:
    """A message, ready to be sent but for its number."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one kind of happening is told."""

    topic: Topic
    title: str
    body: str


def _(text: str) -> str:
    """Mark a sentence for the translators."""
    return text


ALARMS = {
    Cause.INTRUSION: (_("Alarm: {what}"), _("{what} gave alarm at {time}.")),
    Cause.SMOKE: (_("Smoke: {what}"), _("{what} saw smoke at {time}.")),
    Cause.WATER: (_("Water: {what}"), _("{what} found water at {time}.")),
    Cause.PANIC: (_("Call for help"), _("Somebody called for help at {time} ({what}).")),
    Cause.TAMPER: (_("Tampering: {what}"), _("{what} was tampered with at {time}.")),
    Cause.LOST: (_("Alarm: {what} is lost"), _("{what} went silent at {time}, while armed.")),
}
PHRASES: dict[str, Phrase] = {
    Kind.CONFIRMED: Phrase(
        Topic.ALARM, _("Confirmed: {what}"), _("A second detector confirmed the alarm at {time}.")
    ),
    Kind.PANIC: Phrase(
        Topic.ALARM, _("Call for help"), _("{who} called for help at {time} ({place}).")
    ),
    Kind.DURESS: Phrase(
        Topic.SILENT,
        _("Silent call for help"),
        _("{who} was forced to type a code at {time} ({place}). Do not ring; send help."),
    ),
    Kind.SIREN_CUT_OFF: Phrase(
        Topic.ALARM, _("The siren is silent"), _("The siren was cut off at {time}.")
    ),
    Kind.ARMING_REFUSED: Phrase(
        Topic.ALARM, _("Not armed"), _("The alarm could not be armed at {time}.")
    ),
    Kind.AUTO_BYPASSED: Phrase(
        Topic.ALARM, _("Armed without {what}"), _("{what} was left out at {time}.")
    ),
    Kind.ZONE_SHUT_DOWN: Phrase(
        Topic.ALARM, _("{what} is left out"), _("{what} gave alarm too often, last at {time}.")
    ),
    Kind.ARMED: Phrase(Topic.ARMING, _("Armed"), _("{who} armed the alarm at {time} ({place}).")),
    Kind.DISARMED: Phrase(
        Topic.ARMING, _("Disarmed"), _("{who} disarmed the alarm at {time} ({place}).")
    ),
    Kind.ZONE_TAMPERED: Phrase(
        Topic.FAULTS, _("Tampering: {what}"), _("{what} was tampered with at {time}.")
    ),
    Kind.ZONE_LOST: Phrase(Topic.FAULTS, _("{what} is lost"), _("{what} went silent at {time}.")),
    Kind.ZONE_BACK: Phrase(Topic.FAULTS, _("{what} is back"), _("{what} is back since {time}.")),
    Kind.SOURCE_LOST: Phrase(Topic.FAULTS, _("{what} is lost"), _("{what} went silent at {time}.")),
    Kind.SOURCE_BACK: Phrase(Topic.FAULTS, _("{what} is back"), _("{what} is back since {time}.")),
    Kind.BATTERY_LOW: Phrase(
        Topic.FAULTS, _("Battery low: {what}"), _("The battery of {what} was low at {time}.")
    ),
    Kind.POWER_LOST: Phrase(Topic.FAULTS, _("Mains lost"), _("The mains failed at {time}.")),
    Kind.POWER_BACK: Phrase(Topic.FAULTS, _("Mains back"), _("The mains are back since {time}.")),
    Kind.FAULT: Phrase(Topic.FAULTS, _("Fault"), _("Something is wrong since {time}.")),
    Kind.EVENTS_LOST: Phrase(
        Topic.FAULTS, _("Events were lost"), _("Some events were lost before {time}.")
    ),
    Kind.JOURNAL_DAMAGED: Phrase(
        Topic.FAULTS, _("The journal is damaged"), _("The journal was damaged, seen at {time}.")
    ),
    Kind.CODE_LOCKED: Phrase(
        Topic.ALARM, _("Wrong codes"), _("Too many wrong codes were typed until {time} ({place}).")
    ),
    Kind.RESTARTED: Phrase(Topic.FAULTS, _("Started again"), _("It runs again since {time}.")),
    Kind.SCHEDULED: Phrase(Topic.REMINDERS, _("Reminder"), _("The schedule at {time}:")),
}
ENDED = Phrase(Topic.ALARM, _("The alarm is over"), _("{who} ended the alarm at {time} ({place})."))
GATHERED = _("{count} messages")
TEST_TITLE = _("Test")
TEST_BODY = _("This is a test message, sent at {time}. All is well.")
SOMEBODY = _("Somebody")


def topic_of(event: Event) -> Topic | None:
    """Return what an event is about; None if it is not told at all."""
    if event.kind == Kind.ALARM and event.detail.get("cause") == Cause.PANIC:
        return None  # the call for help itself is told
    if event.kind in {Kind.ALARM, Kind.PANIC}:
        return Topic.SILENT if event.is_silent else Topic.ALARM
    if event.kind == Kind.ARMING_REFUSED and event.place == "page":
        return None  # who asked for it reads the answer there
    phrase = PHRASES.get(event.kind)
    return phrase.topic if phrase else None


def say(event: Event, *, now: dt.datetime, translate: Translate, is_end: bool = False) -> Text:
    """Return what to tell of an event that has a topic.

    Args:
        now: local wall time; a day other than today is named.
        is_end: it is the disarming that ends an alarm.
    """
    title, body = _phrase_of(event, is_end=is_end)
    filling = {
        "what": event.zone or event.source,
        "who": event.user or translate(SOMEBODY),
        "place": event.place or "-",
        "time": clock_time(event.when, now),
    }
    sentence = translate(body).format_map(filling)
    whole = f"{sentence}\n{event.why}" if event.why else sentence
    return Text(translate(title).format_map(filling), whole[:BODY_MAX])


def gather(texts: list[Text], *, translate: Translate) -> Text:
    """Return one message for many: the titles of the newest, and how many there are."""
    if len(texts) == 1:
        return texts[0]
    newest = texts[-LINES_MAX:]
    lines = [f"- {text.title}: {text.body.splitlines()[0]}" for text in newest]
    if len(texts) > len(newest):
        lines.insert(0, f"- … +{len(texts) - len(newest)}")
    title = translate(GATHERED).format(count=len(texts))
    return Text(f"{title}: {texts[-1].title}", "\n".join(lines)[:BODY_MAX])


def clock_time(when: dt.datetime, now: dt.datetime) -> str:
    """Return a time of day, with the day if it is another."""
    return f"{when:%H:%M:%S}" if when.date() == now.date() else f"{when:%Y-%m-%d %H:%M:%S}"


def _phrase_of(event: Event, *, is_end: bool) -> tuple[str, str]:
    if is_end:
        return ENDED.title, ENDED.body
    if event.kind == Kind.ALARM:
        cause = event.detail.get("cause", "")
        return ALARMS[Cause(cause) if cause in set(Cause) else Cause.INTRUSION]
    phrase = PHRASES[event.kind]
    return phrase.title, phrase.body
