"""What stands in `[alarm]`, `[modes.*]` and `[zones.*]` of the settings file."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from makerkit.app.section import Section
from security_system.alarm.schedule import ScheduleEntry
from security_system.alarm.states import ArmMode
from security_system.alarm.zone_settings import (
    ANY,
    ENTRY_LONGEST_S,
    EXIT_LONGEST_S,
    ZoneSettings,
)

Policy = Literal["alarm", "fault"]
ZoneName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]

MODE_DEFAULTS: dict[ArmMode, dict[str, float]] = {
    ArmMode.AWAY: {"exit_s": 45, "entry_s": 30},
    ArmMode.HOME: {"exit_s": 0, "entry_s": 30},
    ArmMode.NIGHT: {"exit_s": 0, "entry_s": 30},
    ArmMode.VACATION: {"exit_s": 45, "entry_s": 30},
    ArmMode.CUSTOM: {"exit_s": 45, "entry_s": 30},
}


class ModeSettings(Section):
    """One way of being armed."""

    exit_s: float = Field(default=45, ge=0, le=EXIT_LONGEST_S)
    """From the order until it is armed: the time to leave; 0 arms at once."""
    entry_s: float = Field(default=30, ge=0, le=ENTRY_LONGEST_S)
    """From the door until the siren: the time to disarm; 0 alarms at once."""


class AlarmSettings(Section):
    """Everything that the alarm goes by."""

    modes: dict[ArmMode, ModeSettings] = Field(default_factory=dict, validate_default=True)
    zones: dict[ZoneName, ZoneSettings] = Field(default_factory=dict, max_length=64)
    arm_needs_code: bool = False
    """Whether arming asks for a code; disarming always does."""
    siren_s: float = Field(default=180, ge=5, le=900)
    """After this long the siren is cut off (standards: 90 s to 15 min)."""
    smoke_siren_s: float = Field(default=900, ge=60, le=3600)
    """Smoke sounds longer."""
    retriggers: int = Field(default=3, ge=0, le=10)
    """Alarms of one zone after its first, until it is shut down (swinger shutdown)."""
    code_tries: int = Field(default=3, ge=1, le=10)
    """Wrong codes until no code is taken for a while."""
    lock_s: float = Field(default=90, ge=30, le=900)
    """How long that is the first time; it doubles each time."""
    lock_longest_s: float = Field(default=900, ge=90, le=3600)
    confirm_s: float = Field(default=60, ge=1, le=600)
    """Within this time a second detector confirms a zone that needs it."""
    source_grace_s: float = Field(default=30, ge=0, le=600)
    """How long a sensor, a camera or the node may be lost before it is an alarm while armed."""
    when_lost: Policy = "alarm"
    """What is made of a lost sensor while armed; while disarmed it is a fault."""
    when_tampered_disarmed: Policy = "fault"
    """What is made of a cut wire while disarmed; while armed it always is an alarm."""
    when_open_after_exit: Literal["bypass", "alarm"] = "bypass"
    """What is made of a zone that is still open at the end of the exit delay."""
    walk_test_s: float = Field(default=1800, ge=60, le=7200)
    """A walk test that nobody ends ends by itself."""
    siren_test_s: float = Field(default=2, ge=0.5, le=10)
    schedule: tuple[ScheduleEntry, ...] = Field(default=(), max_length=50)
    """When to arm, disarm or remind by itself."""

    @model_validator(mode="before")
    @classmethod
    def _fill_modes(cls, given: Any) -> Any:
        """Give each mode what it does not say itself; what is wrong is left to be refused."""
        modes = given.get("modes", {}) if isinstance(given, dict) else None
        if not isinstance(modes, dict):
            return given
        defaults = {mode: dict(values) for mode, values in MODE_DEFAULTS.items()}
        asked = {key: modes[key] for key in modes}
        return {**given, "modes": {**defaults, **{k: _over(k, v) for k, v in asked.items()}}}

    @model_validator(mode="after")
    def _check_zones(self) -> Self:
        for name, zone in self.zones.items():
            unknown = [each for each in zone.confirm_with if each not in self.zones and each != ANY]
            if unknown or name in zone.confirm_with:
                wrong = unknown[0] if unknown else name
                msg = f"zone {name}: confirm_with names {wrong}; name other zones, or {ANY!r}"
                raise ValueError(msg)
        return self


def _over(mode: Any, values: Any) -> Any:
    """Return the mode's defaults with these over them."""
    if isinstance(values, dict) and mode in MODE_DEFAULTS:
        return {**MODE_DEFAULTS[ArmMode(mode)], **values}
    return values
