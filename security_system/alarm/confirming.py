"""Zones that alarm only if a second detector agrees within a time: a camera alone may be wrong."""

from security_system.alarm.core import Core
from security_system.alarm.happenings import Kind
from security_system.alarm.states import Condition
from security_system.alarm.zone_settings import ANY


def is_confirmed(core: Core, name: str) -> bool:
    """Return whether a zone that trips now needs nobody else, or somebody agrees already."""
    wanted = core.settings.zones[name].confirm_with
    if not wanted:
        return True
    agreeing = [each for each in core.settings.zones if _agrees(core, each, name)]
    if agreeing:
        names = ", ".join(core.name_of(each) for each in agreeing)
        core.tell(Kind.CONFIRMED, f"{core.name_of(name)} is confirmed by {names}.", zone=name)
    return bool(agreeing)


def wait(core: Core, name: str, why: str, evidence: str) -> None:
    """Let a zone wait for another one."""
    core.status.zones[name].pre_alarmed_s = core.now_s
    wanted = ", ".join(core.settings.zones[name].confirm_with)
    for_s = core.settings.confirm_s
    why = f"{why} It alarms if confirmed within {for_s:g} s by: {wanted}."
    core.tell(Kind.PRE_ALARMED, why, zone=name, evidence=evidence)


def confirmed_by(core: Core, name: str) -> list[str]:
    """Return the zones that waited for this one; they wait no longer."""
    found = []
    for waiting, status in core.status.zones.items():
        if waiting == name or status.pre_alarmed_s is None or not core.guards_now(waiting):
            continue
        if _wants(core, waiting, name) and _is_fresh(core, waiting, status.pre_alarmed_s):
            status.pre_alarmed_s = None
            why = f"{core.name_of(waiting)} is confirmed by {core.name_of(name)}."
            core.tell(Kind.CONFIRMED, why, zone=waiting)
            found.append(waiting)
    return found


def _agrees(core: Core, other: str, name: str) -> bool:
    """Return whether another zone has tripped as well: it did so just now, or still is open."""
    tripped_s = core.status.zones[other].tripped_s
    if not _wants(core, name, other) or tripped_s is None or not core.guards_now(other):
        return False
    return _is_fresh(core, other, tripped_s)


def _wants(core: Core, waiting: str, other: str) -> bool:
    if waiting == other or not core.settings.zones[other].is_burglary:
        return False
    wanted = core.settings.zones[waiting].confirm_with
    return other in wanted or ANY in wanted


def _is_fresh(core: Core, name: str, since_s: float) -> bool:
    is_open = core.condition(name) is Condition.OPEN
    return is_open or core.now_s - since_s <= core.settings.confirm_s
