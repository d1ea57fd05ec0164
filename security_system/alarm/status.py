"""What the alarm remembers: everything here survives a power cut.

Times are monotonic seconds; a kept status also has the time of its last turn, so that what remained
can be found again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from security_system.alarm.happenings import JSON
from security_system.alarm.states import AlarmState, ArmMode, Cause, Condition
from security_system.alarm.view import Remembered

STRICT = ConfigDict(allow_inf_nan=False)


@dataclass(slots=True)
class Watched:
    """What can alarm too often, and can be lost: a zone or a source.

    Attributes:
        alarms: since it was armed, or disarmed.
        is_shut_down: it has alarmed too often (swinger shutdown).
        has_alarmed: in the alarm that is going on.
        lost_s: since when it is lost by its own word; None while it is not.
        is_loss_known: somebody was told while arming, or it has alarmed for this.
        news, news_s: how much it has changed lately, and when it did last.
        is_muted: it changes all the time, which is written down no more (see `flapping`).
    """

    alarms: int = 0
    is_shut_down: bool = False
    has_alarmed: bool = False
    lost_s: float | None = None
    is_loss_known: bool = False
    news: float = 0.0
    news_s: float | None = None
    is_muted: bool = False


@dataclass(slots=True)
class ZoneStatus(Watched):
    """What is known of one zone.

    Attributes:
        condition: as its sensor said last, whether or not its source is there.
        is_heard: its sensor has said something since it is in the settings.
        is_bypassed: left out by hand.
        left_out_why: why it is left out by itself, until it is quiet; "" when it is not.
        tripped_s: when it last tripped since it was armed; it may confirm another zone.
        pre_alarmed_s: since when it waits for another zone to confirm it.
        is_tested: the walk test has seen it.
    """

    condition: Condition = Condition.LOST
    is_heard: bool = False
    is_bypassed: bool = False
    left_out_why: str = ""
    tripped_s: float | None = None
    pre_alarmed_s: float | None = None
    is_tested: bool = False


@dataclass(slots=True)
class SourceStatus(Watched):
    """What is known of what brings zones, or has a battery.

    Attributes:
        is_heard: since the start of the program.
        is_low: its battery is.
    """

    is_heard: bool = False
    is_low: bool = False


@dataclass(slots=True)
class Lock:
    """Wrong codes at one place.

    Attributes:
        wrong: tries since the last lock, or the last code that may disarm.
        locks: since the last code that may disarm; each is twice as long.
        until_s: until when no code is taken; None when it is not locked.
    """

    wrong: int = 0
    locks: int = 0
    until_s: float | None = None


@dataclass(slots=True)
class Status:
    """Everything.

    Attributes:
        t_s: the time of the last turn.
        mode: None while disarmed, also in an alarm while disarmed.
        deadline_s: when the state ends by itself: exit delay, entry delay, alarm.
        delay_s: how long that is in all.
        entry_deadline_s, entry_zone: the entry delay; it runs on under an alarm.
        is_exit_over: zones count only after the exit delay.
        siren_cause: what sounds; None while the siren is silent.
        done: for each line of the schedule the newest day on which it was carried out.
        wall: local time when the schedule was last looked at, ISO 8601.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    t_s: float = 0.0
    state: AlarmState = AlarmState.DISARMED
    mode: ArmMode | None = None
    deadline_s: float | None = None
    delay_s: float | None = None
    entry_deadline_s: float | None = None
    entry_zone: str = ""
    is_exit_over: bool = False
    cause: Cause | None = None
    siren_cause: Cause | None = None
    siren_since_s: float | None = None
    siren_test_until_s: float | None = None
    walk_until_s: float | None = None
    started_s: float = 0.0
    is_chime_on: bool = True
    is_powered: bool = True
    zones: dict[str, ZoneStatus] = field(default_factory=dict)
    sources: dict[str, SourceStatus] = field(default_factory=dict)
    memory: list[Remembered] = field(default_factory=list)
    locks: dict[str, Lock] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    wall: str = ""


def kept(status: Status) -> dict[str, JSON]:
    """Return it for JSON."""
    dumped: dict[str, JSON] = _adapter().dump_python(status, mode="json")
    return dumped


def read(kept_status: Mapping[str, Any]) -> Status | None:
    """Return what was kept; None if it cannot be read."""
    try:
        status: Status = _adapter().validate_python(dict(kept_status))
    except ValidationError:
        return None
    return status if "state" in kept_status else None


@cache
def _adapter() -> TypeAdapter[Status]:
    return TypeAdapter(Status)
