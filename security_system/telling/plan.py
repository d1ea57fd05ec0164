"""Who is told what, and when: pure, given what happened and the time of day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from security_system.alarm.happenings import Kind
from security_system.alarm.states import Cause
from security_system.telling.settings import ServiceSettings, TellingSettings, Topic
from security_system.telling.words import Event, Text, Translate, say, topic_of

PAUSES_S = (5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
PAUSE_LONGEST_S = 900.0
HOUR_S, DAY_S = 3600.0, 86_400.0
URGENT = frozenset({Topic.ALARM, Topic.SILENT})


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is to go out.

    Attributes:
        hold_s: how long it waits first, and is dropped if somebody disarms.
    """

    service: str
    topic: Topic
    text: Text
    evidence: str = ""
    hold_s: float = 0.0


@dataclass(slots=True)
class Story:
    """What earlier events mean for later ones; kept over a restart.

    Attributes:
        is_entering: the entry delay runs or ran, and nobody has disarmed yet.
        was_told: an alarm has gone out, and not yet its end.
    """

    is_entering: bool = False
    was_told: bool = False

    def keep(self) -> dict[str, bool]:
        """Return it as JSON."""
        return {"is_entering": self.is_entering, "was_told": self.was_told}

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> "Story":
        """Return it as it was kept."""
        return cls(kept.get("is_entering") is True, kept.get("was_told") is True)


@dataclass(frozen=True, slots=True)
class Plan:
    """What follows from one event.

    Attributes:
        is_late_code: what is held is dropped: somebody disarmed in time.
        releases: what is held goes out now: the alarm was confirmed.
    """

    drafts: tuple[Draft, ...] = ()
    is_late_code: bool = False
    releases: bool = False


def plan(
    event: Event,
    story: Story,
    settings: TellingSettings,
    *,
    now: dt.datetime,
    translate: Translate = str,
) -> Plan:
    """Return who is told of an event, and move the story on."""
    is_end = event.kind == Kind.DISARMED and story.was_told and not event.is_silent
    hold_s = settings.hold_s if _may_be_a_late_code(event, story) else 0.0
    topic = Topic.ALARM if is_end else topic_of(event)
    found = Plan(
        _drafts(event, topic, settings, hold_s=hold_s, is_end=is_end, now=now, translate=translate),
        is_late_code=event.kind == Kind.DISARMED,
        releases=event.kind == Kind.CONFIRMED,
    )
    _move_on(story, event, is_held=hold_s > 0)
    return found


def _drafts(
    event: Event,
    topic: Topic | None,
    settings: TellingSettings,
    *,
    hold_s: float,
    is_end: bool,
    now: dt.datetime,
    translate: Translate,
) -> tuple[Draft, ...]:
    if topic is None:
        return ()
    text = say(event, now=now, translate=translate, is_end=is_end)
    not_these = event.detail.get("service")  # the fault is that this one cannot be reached
    services = [name for name in listeners(topic, settings.services) if name != not_these]
    return tuple(Draft(name, topic, text, event.evidence, hold_s) for name in services)


def listeners(topic: Topic, services: Mapping[str, ServiceSettings]) -> list[str]:
    """Return who is told about a topic."""
    asked = [name for name, service in services.items() if topic in service.tells]
    if topic is Topic.SILENT and not asked:  # nobody to be told would be worse
        return listeners(Topic.ALARM, services)
    return asked


def is_quiet(now: dt.time, settings: TellingSettings) -> bool:
    """Return whether these are the quiet hours; they may go over midnight."""
    if not settings.quiet_from:
        return False
    begin, end = (dt.time.fromisoformat(at) for at in (settings.quiet_from, settings.quiet_to))
    return begin <= now < end if begin <= end else now >= begin or now < end


def may_go(topic: Topic, service: ServiceSettings, now: dt.time, settings: TellingSettings) -> bool:
    """Return whether a message may go out at this time of day."""
    return topic in URGENT or not service.quiet or not is_quiet(now, settings)


def pause_s(tries: int) -> float:
    """Return how long to wait after so many tries that failed."""
    return PAUSES_S[tries - 1] if 0 < tries <= len(PAUSES_S) else PAUSE_LONGEST_S


def is_given_up(tries: int, retry_h: float) -> bool:
    """Return whether a message was tried for long enough, whatever the clock says."""
    return sum(pause_s(n) for n in range(1, tries + 1)) >= retry_h * HOUR_S


def wait_for_room_s(ages_s: Sequence[float], settings: TellingSettings) -> float:
    """Return how long to wait until one more message is not too many.

    Args:
        ages_s: how long ago each message of the last day was sent.
    """
    if not ages_s:
        return 0.0
    newest_s = min(ages_s)
    if len(ages_s) >= settings.messages_per_day:
        return max(0.0, HOUR_S - newest_s)
    if sum(age_s < HOUR_S for age_s in ages_s) >= settings.messages_per_hour:
        return max(0.0, settings.gather_min * 60.0 - newest_s)
    return 0.0


def _may_be_a_late_code(event: Event, story: Story) -> bool:
    """Whether it is an alarm that a person with a code, just too late, may have caused."""
    if event.kind != Kind.ALARM or event.is_silent:
        return False
    return story.is_entering and event.detail.get("cause", Cause.INTRUSION) == Cause.INTRUSION


def _move_on(story: Story, event: Event, *, is_held: bool) -> None:
    if event.kind == Kind.ENTRY_STARTED:
        story.is_entering = True
    elif event.kind in {Kind.DISARMED, Kind.ARMED}:
        story.is_entering = story.was_told = False
    elif event.kind in {Kind.ALARM, Kind.PANIC} and not event.is_silent and not is_held:
        story.was_told = True
