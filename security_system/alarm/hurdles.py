"""What stands in the way of arming: said at the order, before anybody has left."""

from security_system.alarm import delays
from security_system.alarm.answer import Hurdle
from security_system.alarm.core import Core
from security_system.alarm.states import ArmMode, Condition, ZoneKind
from security_system.alarm.zone_settings import ZoneSettings

WORDS = {
    Condition.OPEN: "is open.",
    Condition.TAMPERED: "is tampered with: look at its wire and its lid.",
    Condition.LOST: "is not heard of: look at its sensor and its link.",
}


def hurdles(
    core: Core, mode: ArmMode, *, bypass: frozenset[str] = frozenset()
) -> tuple[Hurdle, ...]:
    """Return what stands in the way of arming so.

    Args:
        bypass: zones that will be left out by hand.
    """
    has_exit = delays.exit_s(core.settings, mode) > 0
    found = [
        Hurdle(name, core.source_of[name], _says(core, name), can_force=_can_force(core, name))
        for name in core.settings.zones
        if name not in bypass and _is_in_the_way(core, name, mode, has_exit=has_exit)
    ]
    if not any(_will_guard(core, name, mode, bypass) for name in core.settings.zones):
        found.append(Hurdle(says=f"No zone counts in the mode {mode}."))
    return tuple(found)


def _is_in_the_way(core: Core, name: str, mode: ArmMode, *, has_exit: bool) -> bool:
    zone = core.settings.zones[name]
    condition = core.condition(name)
    if condition is Condition.QUIET or core.status.zones[name].is_bypassed:
        return False
    if condition is Condition.TAMPERED:
        return True
    if zone.is_burglary and mode not in zone.modes:
        return False
    return condition is Condition.LOST or not _may_be_open(zone, has_exit=has_exit)


def _may_be_open(zone: ZoneSettings, *, has_exit: bool) -> bool:
    """Return whether it may be open now: it is the way out, or somebody only moves there."""
    if not zone.is_burglary:
        return zone.kind is ZoneKind.PANIC
    return zone.is_momentary or (zone.exit_route and has_exit)


def _can_force(core: Core, name: str) -> bool:
    """Return whether one may arm all the same: not while there is smoke or water."""
    zone = core.settings.zones[name]
    return not zone.is_environment or core.condition(name) is not Condition.OPEN


def _says(core: Core, name: str) -> str:
    zone, condition = core.settings.zones[name], core.condition(name)
    if zone.is_environment and condition is Condition.OPEN:
        return f"{core.name_of(name)} reports {zone.type}."
    return f"{core.name_of(name)} {WORDS[condition]}"


def _will_guard(core: Core, name: str, mode: ArmMode, bypass: frozenset[str]) -> bool:
    zone, status = core.zone(name)
    return zone.is_burglary and mode in zone.modes and not status.is_bypassed and name not in bypass
