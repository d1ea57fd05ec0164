"""What has happened: one row of the journal each, in the past tense and with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"


class Kind(StrEnum):
    """What kind of thing has happened."""

    ZONE_OPENED = "zone opened"
    ZONE_CLOSED = "zone closed"
    ZONE_TAMPERED = "zone tampered"
    ZONE_LOST = "zone lost"
    ZONE_BACK = "zone back"
    ZONE_SHUT_DOWN = "zone shut down"
    """It alarmed too often (swinger shutdown); it counts again after a disarming."""
    EXIT_STARTED = "exit started"
    ARMED = "armed"
    ARMING_REFUSED = "arming refused"
    ENTRY_STARTED = "entry started"
    PRE_ALARMED = "pre-alarmed"
    """A zone that needs a second one to confirm it."""
    CONFIRMED = "confirmed"
    ALARM = "alarm"
    SIREN_STARTED = "siren started"
    SIREN_CUT_OFF = "siren cut off"
    SIREN_TESTED = "siren tested"
    DISARMED = "disarmed"
    REFUSED = "refused"
    """An order that was not carried out, other than arming."""
    DURESS = "duress"
    PANIC = "panic"
    CODE_WRONG = "code wrong"
    CODE_LOCKED = "code locked"
    CODE_UNLOCKED = "code unlocked"
    BYPASSED = "bypassed"
    UNBYPASSED = "unbypassed"
    AUTO_BYPASSED = "auto-bypassed"
    CHIMED = "chimed"
    CHIME_SET = "chime set"
    WALK_TEST_STARTED = "walk test started"
    WALK_TESTED = "walk tested"
    WALK_TEST_ENDED = "walk test ended"
    SOURCE_LOST = "source lost"
    SOURCE_BACK = "source back"
    BATTERY_LOW = "battery low"
    BATTERY_OK = "battery ok"
    POWER_LOST = "power lost"
    POWER_BACK = "power back"
    RESTARTED = "restarted"
    MEMORY_CLEARED = "memory cleared"
    SCHEDULED = "scheduled"
    FAULT = "fault"
    CHANGED = "changed"
    """Somebody has changed settings, users, codes or what is kept."""
    NODE_TOLD = "node told"
    """An event of the node, as it told it."""
    EVENTS_LOST = "events lost"
    JOURNAL_TRIMMED = "journal trimmed"
    JOURNAL_DAMAGED = "journal damaged"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that has happened.

    Attributes:
        zone, source, user, place: what and who it concerns; "" where nobody.
        why: a plain sentence with the values.
        detail: what a program may want to know.
        evidence: the id of a sight or a clip.
    """

    kind: Kind
    zone: str = ""
    source: str = ""
    user: str = ""
    place: str = ""
    why: str = ""
    detail: Mapping[str, JSON] = field(default_factory=dict)
    evidence: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether nothing of it may be noticed in the house: duress, a silent call for help."""
        return self.kind is Kind.DURESS or self.detail.get("is_silent") is True
