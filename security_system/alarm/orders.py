"""What happens to the alarm: what sensors say, and what people ask of it.

Whatever comes from outside is one of these small frozen values; the alarm takes them one by one.
Places are "page", "keypad" (the node's), "mqtt", "schedule", "button".
"""

from dataclasses import dataclass, field

from security_system.alarm.states import ArmMode, Condition, Right

__all__ = [
    "AlarmSeen",
    "Arm",
    "ArmMode",
    "BatterySeen",
    "Bypass",
    "ClearMemory",
    "Condition",
    "Disarm",
    "Order",
    "Panic",
    "PowerSeen",
    "Restarted",
    "SetChime",
    "SourceSeen",
    "TestSiren",
    "TypeCode",
    "WalkTest",
    "ZoneSeen",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSeen:
    """What a sensor says of its zone.

    Attributes:
        why: what was seen, in a sentence: "3 cells moved for 0.4 s".
        evidence: the id of a sight or a clip.
    """

    zone: str
    condition: Condition
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeen:
    """Whether what brings the zones is there.

    Attributes:
        source: "node", "camera:NAME", "mqtt", "outpost:NAME", "gpio".
    """

    source: str
    is_there: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSeen:
    """Who judges by itself (the node, cut off meanwhile) is, or was, in alarm.

    Attributes:
        zone: because of this zone; "" when it is none of ours.
    """

    zone: str
    source: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatterySeen:
    """How a battery is."""

    source: str
    is_low: bool
    volts: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSeen:
    """Whether the mains are there."""

    is_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Restarted:
    """The program has started again.

    Attributes:
        off_s: how long nothing ran; None when no clock can say.
        cause: what can follow "after": "a power cut", "an update"; empty when nothing is known.
    """

    off_s: float | None
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """Arm.

    Attributes:
        forced: leave out what is open, and arm all the same.
        bypass: zones to leave out until the next disarming.
        is_judged: somebody else has judged who this is (the node's keypad, the schedule).
    """

    mode: ArmMode
    place: str
    user: str = ""
    code: str = field(default="", repr=False)
    forced: bool = False
    bypass: frozenset[str] = frozenset()
    is_judged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disarm:
    """Disarm, and end siren and delays."""

    place: str
    user: str = ""
    code: str = field(default="", repr=False)
    is_judged: bool = False
    is_duress: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bypass:
    """Leave a zone out by hand until the next disarming, or count it again."""

    zone: str
    is_bypassed: bool
    place: str
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panic:
    """Somebody calls for help; silent: nothing is to be seen or heard of it here."""

    place: str
    user: str = ""
    is_silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCode:
    """Only ask whose code this is; a wrong one counts towards the lock.

    Attributes:
        right: what its user must be allowed to do; None for nothing.
    """

    place: str
    right: Right | None = None
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkTest:
    """Begin or end a walk test: each sensor that answers is ticked off."""

    is_on: bool
    place: str
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearMemory:
    """Forget which zones alarmed."""

    place: str
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSiren:
    """Sound the siren shortly."""

    __test__ = False  # pytest: this is no test class
    place: str
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChime:
    """Turn the chime of doors on or off."""

    is_on: bool
    place: str
    user: str = ""


Order = (
    ZoneSeen
    | SourceSeen
    | AlarmSeen
    | BatterySeen
    | PowerSeen
    | Restarted
    | Arm
    | Disarm
    | Bypass
    | Panic
    | TypeCode
    | WalkTest
    | ClearMemory
    | TestSiren
    | SetChime
)
