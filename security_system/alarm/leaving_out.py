"""Zones that are left out by themselves: told, and only until they are quiet."""

from security_system.alarm.core import Core
from security_system.alarm.happenings import Kind
from security_system.alarm.states import Condition


def leave_out(core: Core, zone_id: str, why: str) -> None:
    """Leave a zone out until it is quiet, and tell it; smoke and water are told and still count."""
    settings, status = core.zone(zone_id)
    if settings.is_environment:
        core.tell(Kind.FAULT, f"{why} It still counts.", zone=zone_id)
        return
    status.left_out_why = why
    core.tell(Kind.AUTO_BYPASSED, f"{why} It is left out until it is quiet.", zone=zone_id)


def is_quiet_again(core: Core, zone_id: str) -> None:
    """Count a zone again that was left out, if it is quiet now."""
    _, status = core.zone(zone_id)
    if status.left_out_why and core.condition(zone_id) is Condition.QUIET:
        status.left_out_why = ""
        why = f"{core.name_of(zone_id)} is quiet: it counts again."
        core.tell(Kind.UNBYPASSED, why, zone=zone_id)
