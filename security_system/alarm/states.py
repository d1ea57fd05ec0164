"""The words of the alarm: its states, its modes, what a zone is, what somebody may do."""

from enum import StrEnum


class AlarmState(StrEnum):
    """What the alarm is doing."""

    DISARMED = "disarmed"
    ARMING = "arming"
    """The exit delay runs."""
    ARMED = "armed"
    PENDING = "pending"
    """The entry delay runs."""
    TRIGGERED = "triggered"


class ArmMode(StrEnum):
    """What is guarded while it is armed."""

    AWAY = "away"
    HOME = "home"
    NIGHT = "night"
    VACATION = "vacation"
    CUSTOM = "custom"


class Condition(StrEnum):
    """How a zone is."""

    QUIET = "quiet"
    OPEN = "open"
    """Violated: a door is open, somebody moves, there is smoke or water."""
    TAMPERED = "tampered"
    """Its wire is cut or shorted, or its lid is off."""
    LOST = "lost"
    """Nobody knows: its sensor does not answer, or has not been heard of since the start."""


class ZoneKind(StrEnum):
    """What stands at the zone."""

    DOOR = "door"
    WINDOW = "window"
    MOTION = "motion"
    CAMERA = "camera"
    GLASS = "glass"
    SMOKE = "smoke"
    WATER = "water"
    PANIC = "panic"
    TAMPER = "tamper"
    OTHER = "other"


class ZoneType(StrEnum):
    """What the alarm makes of the zone."""

    DELAYED = "delayed"
    """Starts the entry delay."""
    INSTANT = "instant"
    """Alarms at once."""
    INTERIOR = "interior"
    """Alarms at once, unless the entry delay runs: somebody came in by the door."""
    ALWAYS = "24h"
    """Alarms armed or not."""
    TAMPER = "tamper"
    """A lid or a loop: alarms armed or not."""
    SMOKE = "smoke"
    WATER = "water"


class Cause(StrEnum):
    """What an alarm is about; each has a siren pattern of its own."""

    SMOKE = "smoke"
    PANIC = "panic"
    INTRUSION = "intrusion"
    TAMPER = "tamper"
    LOST = "lost"
    """A sensor, a camera or the node went silent while it was armed."""
    WATER = "water"


class SirenPattern(StrEnum):
    """How the siren sounds."""

    NONE = "none"
    WAIL = "wail"
    """Intrusion and panic: up and down, without a pause."""
    TEMPORAL_3 = "temporal-3"
    """Smoke: three half-second blasts and a pause of 1.5 s (ISO 8201), known everywhere as fire."""
    PULSE = "pulse"
    """Tampering, or a sensor that was lost: half a second on, half a second off."""
    DRIP = "drip"
    """Water: a short blast every two seconds."""
    TEST = "test"


class Right(StrEnum):
    """What a user may do."""

    ARM = "arm"
    DISARM = "disarm"
    BYPASS = "bypass"
    TEST = "test"
    """Walk test, siren test, chime."""
    CLIPS = "clips"
    """See what the cameras see and have kept."""
    CLEAR = "clear"
    """Clear the alarm memory."""
    MANAGE = "manage"
    """Settings, users and codes: for the page to judge."""
