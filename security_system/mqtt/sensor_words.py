"""What sensors say and what it means: the words of zigbee2mqtt, Home Assistant, Shelly, Tasmota."""

from typing import Any

from security_system.alarm.states import Condition, ZoneKind

OPEN_WORDS = frozenset(
    {
        "on",
        "open",
        "opened",
        "true",
        "1",
        "yes",
        "detected",
        "motion",
        "occupied",
        "presence",
        "alarm",
        "active",
        "triggered",
        "wet",
        "leak",
        "smoke",
        "fire",
        "vibration",
        "tampered",
        "moving",
        "problem",
        "unsafe",
    }
)
QUIET_WORDS = frozenset(
    {
        "off",
        "closed",
        "close",
        "false",
        "0",
        "no",
        "clear",
        "cleared",
        "none",
        "idle",
        "inactive",
        "dry",
        "ok",
        "normal",
        "safe",
        "not_detected",
        "no_motion",
        "unoccupied",
        "still",
        "secure",
    }
)
LOST_WORDS = frozenset(["unavailable", "unknown", "offline", "null", "nan", ""])
PANIC_WORDS = frozenset(
    {
        "panic",
        "emergency",
        "sos",
        "single",
        "hold",
        "press",
        "pressed",
        "on",
        "1",
        "true",
    }
)
CLOSED_IS_TRUE = frozenset({"contact"})
"""Keys whose true means closed: zigbee2mqtt says contact: true when the magnet is near."""

KEYS = {
    ZoneKind.DOOR: ("contact", "opening", "door", "reed_open", "state", "value"),
    ZoneKind.WINDOW: ("contact", "opening", "window", "reed_open", "state", "value"),
    ZoneKind.MOTION: ("occupancy", "motion", "presence", "moving", "state", "value"),
    ZoneKind.CAMERA: ("occupancy", "motion", "person", "state", "value"),
    ZoneKind.GLASS: ("glass_break", "vibration", "alarm", "state", "value"),
    ZoneKind.SMOKE: ("smoke", "fire", "carbon_monoxide", "gas", "alarm", "state", "value"),
    ZoneKind.WATER: ("water_leak", "leak", "moisture", "water", "flood", "state", "value"),
    ZoneKind.PANIC: ("action", "event", "sos", "panic", "state", "value"),
    ZoneKind.TAMPER: ("tamper", "state", "value"),
    ZoneKind.OTHER: ("contact", "occupancy", "vibration", "alarm", "state", "value"),
}
"""Where a sensor of a kind says it, the likeliest first."""


def meaning(
    value: Any,
    key: str,
    *,
    kind: ZoneKind = ZoneKind.OTHER,
    is_open: tuple[str, ...] = (),
    is_quiet: tuple[str, ...] = (),
) -> Condition | None:
    """Return what a value means; None if nobody knows.

    Args:
        is_open: the values that mean open, if they are unusual; they go before all others.
        is_quiet: those that mean quiet.
    """
    said = _plain(value)
    if said in {_plain(each) for each in is_open}:
        return Condition.OPEN
    if said in {_plain(each) for each in is_quiet}:
        return Condition.QUIET
    if said in LOST_WORDS:
        # a button says nothing ("") when nobody presses it
        return (
            Condition.QUIET if kind is ZoneKind.PANIC and said in {"", "null"} else Condition.LOST
        )
    if kind is ZoneKind.PANIC and said in PANIC_WORDS:
        return Condition.OPEN
    return _usual(said, is_turned=key.rpartition(".")[2] in CLOSED_IS_TRUE)


def flag(value: Any) -> bool | None:
    """Return whether a value says yes or no; None if neither."""
    found = meaning(value, "")
    if found not in {Condition.OPEN, Condition.QUIET}:
        return None
    return found is Condition.OPEN


def _usual(said: str, *, is_turned: bool) -> Condition | None:
    if is_turned and said in {"true", "1", "on"}:
        return Condition.QUIET
    if is_turned and said in {"false", "0", "off"}:
        return Condition.OPEN
    if said in OPEN_WORDS:
        return Condition.OPEN
    return Condition.QUIET if said in QUIET_WORDS else None


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().lower()[:60] if isinstance(value, str | int | float) else "?"
