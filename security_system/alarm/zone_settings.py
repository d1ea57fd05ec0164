"""What stands in `[zones.NAME]`: one zone, with what its kind suggests."""

from typing import Any

from pydantic import Field, model_validator

from makerkit.app.section import Section
from security_system.alarm.states import ArmMode, ZoneKind, ZoneType

ENTRY_LONGEST_S = 45.0
"""EN 50131-1 family: at most 45 s from the door to the keypad."""
EXIT_LONGEST_S = 180.0

TYPE_OF = {
    ZoneKind.DOOR: ZoneType.DELAYED,
    ZoneKind.WINDOW: ZoneType.INSTANT,
    ZoneKind.MOTION: ZoneType.INTERIOR,
    ZoneKind.CAMERA: ZoneType.INTERIOR,
    ZoneKind.GLASS: ZoneType.INSTANT,
    ZoneKind.SMOKE: ZoneType.SMOKE,
    ZoneKind.WATER: ZoneType.WATER,
    ZoneKind.PANIC: ZoneType.ALWAYS,
    ZoneKind.TAMPER: ZoneType.TAMPER,
    ZoneKind.OTHER: ZoneType.INSTANT,
}
BURGLARY = frozenset({ZoneType.DELAYED, ZoneType.INSTANT, ZoneType.INTERIOR})
"""They count while armed only; all others always."""
ENVIRONMENT = frozenset({ZoneType.SMOKE, ZoneType.WATER})
"""Never left out without a person saying so."""
ANY = "any"


class ZoneSettings(Section):
    """One zone: a door, a window, a room, a detector."""

    name: str = Field(default="", max_length=60)
    """What people call it; without one, its name in the settings."""
    kind: ZoneKind = ZoneKind.OTHER
    type: ZoneType = ZoneType.INSTANT
    """What the alarm makes of it; by default a door is delayed, motion is interior, ..."""
    source: str = Field(min_length=1, max_length=200)
    """Who brings it: "gpio:26", "node:0", "camera:hall", "mqtt:TOPIC", "outpost:shed/door"."""
    modes: tuple[ArmMode, ...] = ()
    """In which modes it counts; by default interior zones not at home and not at night."""
    exit_route: bool = False
    """One may pass it in the exit delay; by default so for doors with an entry delay."""
    entry_s: float | None = Field(default=None, ge=0, le=ENTRY_LONGEST_S)
    """Its own entry delay, instead of the mode's."""
    exit_s: float | None = Field(default=None, ge=0, le=EXIT_LONGEST_S)
    """Its own exit delay, instead of the mode's: the longest of the exit route holds."""
    can_bypass: bool = True
    """Whether a person may leave it out; by default not for smoke and water."""
    chime: bool = False
    """Whether it chimes while disarmed."""
    is_silent: bool = False
    """Its alarm is told, and sounds no siren."""
    confirm_with: tuple[str, ...] = ()
    """Zones of which one must trip as well before this one alarms; "any" for any other."""

    @model_validator(mode="before")
    @classmethod
    def _suggest(cls, given: Any) -> Any:
        """Fill in what the kind suggests; what is wrong is left to be refused."""
        if not isinstance(given, dict):
            return given
        filled = dict(given)
        kind = filled.get("kind", ZoneKind.OTHER)
        if kind not in TYPE_OF:
            return filled
        zone_type = filled.setdefault("type", TYPE_OF[ZoneKind(kind)])
        filled.setdefault("modes", _modes_of(zone_type))
        is_way_out = kind == ZoneKind.DOOR and zone_type == ZoneType.DELAYED
        filled.setdefault("exit_route", is_way_out)
        filled.setdefault("can_bypass", zone_type not in ENVIRONMENT)
        return filled

    @property
    def source_name(self) -> str:
        """Who brings it: "gpio", "node", "camera:hall", "mqtt", "outpost:shed"."""
        family, _, rest = self.source.partition(":")
        if family in {"camera", "outpost"}:
            return f"{family}:{rest.partition('/')[0]}"
        return family

    @property
    def is_burglary(self) -> bool:
        """Whether it counts only while armed."""
        return self.type in BURGLARY

    @property
    def is_environment(self) -> bool:
        """Whether it is about smoke or water."""
        return self.type in ENVIRONMENT

    @property
    def is_silent_panic(self) -> bool:
        """Whether it is a call for help of which nothing may be noticed in the house."""
        return self.is_silent and self.kind is ZoneKind.PANIC and self.type is ZoneType.ALWAYS

    @property
    def is_momentary(self) -> bool:
        """Whether it is open only while somebody moves: no reason not to arm."""
        return self.kind in {ZoneKind.MOTION, ZoneKind.CAMERA}


def _modes_of(zone_type: Any) -> tuple[ArmMode, ...]:
    if zone_type == ZoneType.INTERIOR:
        return (ArmMode.AWAY, ArmMode.VACATION, ArmMode.CUSTOM)
    return tuple(ArmMode)
