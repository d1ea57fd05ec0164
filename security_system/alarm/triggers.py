"""What a zone brings about: the entry delay, an alarm, a chime, or nothing."""

from typing import Unpack

from security_system.alarm import confirming, delays, flapping, leaving_out, siren
from security_system.alarm.answer import Answer
from security_system.alarm.core import Core, Who
from security_system.alarm.happenings import JSON, Kind
from security_system.alarm.orders import AlarmSeen, ZoneSeen
from security_system.alarm.states import AlarmState, Cause, Condition, ZoneKind, ZoneType
from security_system.alarm.zone_settings import ZoneSettings

ENVIRONMENT_CAUSE = {ZoneType.SMOKE: Cause.SMOKE, ZoneType.WATER: Cause.WATER}


def seen(core: Core, order: ZoneSeen) -> Answer:
    """Take what a sensor says; what it has said before is no news."""
    if order.zone not in core.settings.zones:
        return Answer(is_done=False, says=f"There is no zone {order.zone}.")
    settings, status = core.zone(order.zone)
    core.source(settings.source_name).is_heard = True
    was, is_first = status.condition, not status.is_heard
    status.is_heard = True
    if order.condition is was and not is_first:
        return Answer(is_done=True)
    if settings.kind is not ZoneKind.PANIC:  # a call for help is told as often as it is made
        flapping.count(core, status, core.name_of(order.zone), {"zone": order.zone})
    core.is_changed |= not status.is_muted
    status.condition = order.condition
    status.lost_s = core.now_s if order.condition is Condition.LOST else None
    status.is_loss_known = False
    _REACTIONS[order.condition](core, order, was)
    return Answer(is_done=True)


def burglary(core: Core, name: str, why: str, evidence: str = "") -> None:
    """Let a zone trip that counts only while armed."""
    if not core.guards_now(name):
        return
    zone, status = core.zone(name)
    status.tripped_s = core.now_s
    if _is_covered(core, zone):
        core.is_changed = True
    elif confirming.is_confirmed(core, name):
        _act(core, name, why, evidence)
    else:
        confirming.wait(core, name, why, evidence)
    for waiting in confirming.confirmed_by(core, name):
        if not _is_covered(core, core.settings.zones[waiting]):
            _act(core, waiting, f"{core.name_of(waiting)}: confirmed by {core.name_of(name)}.", "")


def alarm_seen(core: Core, order: AlarmSeen) -> Answer:
    """Take that somebody else is, or was, in alarm; while disarmed that is only remembered."""
    zone = order.zone if order.zone in core.settings.zones else ""
    name = core.name_of(zone) if zone else order.source
    why = order.why or f"{order.source} was in alarm by itself: {name}."
    is_bypassed = bool(zone) and core.status.zones[zone].is_bypassed
    watched = core.status.zones[zone] if zone else core.source(order.source)
    if core.status.mode is None or is_bypassed or watched.is_shut_down:
        core.tell(Kind.FAULT, why, zone=zone, source=order.source)
        siren.remember(core, zone or order.source, Cause.INTRUSION, why)
    else:
        siren.alarm(core, Cause.INTRUSION, why, zone=zone, source=order.source)
    return Answer(is_done=True)


def entry_is_over(core: Core) -> None:
    """Nobody has disarmed in time."""
    status = core.status
    name, status.entry_deadline_s, status.entry_zone = status.entry_zone, None, ""
    if name:
        status.zones[name].has_alarmed = False  # for its wire, maybe: this is another matter
    why = f"Nobody disarmed in the entry delay after {core.name_of(name)}."
    siren.alarm(core, Cause.INTRUSION, why, zone=name)


def _opened(core: Core, order: ZoneSeen, was: Condition) -> None:
    zone, status = core.zone(order.zone)
    why = order.why or f"{core.name_of(order.zone)} opened; it was {was}."
    who: Who = {"zone": order.zone, "evidence": order.evidence}
    core.tell_news(status, Kind.ZONE_OPENED, why, _hide(zone), **who)
    _chime(core, order.zone)
    is_tested = _walk_test(core, order.zone)
    if not core.guards_now(order.zone):
        _warn_while_leaving(core, order.zone)
    elif zone.is_burglary:
        burglary(core, order.zone, why, order.evidence)
    elif not is_tested or zone.is_environment or zone.kind is ZoneKind.PANIC:
        _always(core, order.zone, why, order.evidence)


def _always(core: Core, name: str, why: str, evidence: str) -> None:
    """Let a zone trip that counts armed or not."""
    zone = core.settings.zones[name]
    if zone.kind is ZoneKind.PANIC and zone.type is ZoneType.ALWAYS:
        panic(core, why, zone=name, evidence=evidence, is_silent=zone.is_silent)
        return
    cause = ENVIRONMENT_CAUSE.get(zone.type, Cause.INTRUSION)
    if zone.type is ZoneType.TAMPER:
        cause = Cause.TAMPER
    siren.alarm(core, cause, why, zone=name, evidence=evidence, is_silent=zone.is_silent)


def panic(core: Core, why: str, *, is_silent: bool, **who: Unpack[Who]) -> None:
    """Call for help; silent: told, and nothing else."""
    core.tell(Kind.PANIC, why, {"is_silent": True} if is_silent else {}, **who)
    if not is_silent:
        siren.alarm(core, Cause.PANIC, why, **who)


def _tampered(core: Core, order: ZoneSeen, was: Condition) -> None:
    zone, status = core.zone(order.zone)
    why = order.why or f"{core.name_of(order.zone)} is tampered with; it was {was}."
    core.tell_news(status, Kind.ZONE_TAMPERED, why, zone=order.zone, evidence=order.evidence)
    _walk_test(core, order.zone)
    if status.is_bypassed or status.is_shut_down:
        return
    is_armed = core.status.mode is not None
    is_alarm = zone.type is ZoneType.TAMPER or core.settings.when_tampered_disarmed == "alarm"
    if is_armed or (is_alarm and core.status.walk_until_s is None):
        siren.alarm(core, Cause.TAMPER, why, zone=order.zone, evidence=order.evidence)


def _lost(core: Core, order: ZoneSeen, was: Condition) -> None:
    why = order.why or f"{core.name_of(order.zone)} is not heard of any more; it was {was}."
    core.tell_news(core.status.zones[order.zone], Kind.ZONE_LOST, why, zone=order.zone)


def _quiet(core: Core, order: ZoneSeen, was: Condition) -> None:
    zone, status = core.zone(order.zone)
    if was is Condition.LOST:
        why = order.why or f"{core.name_of(order.zone)} is heard of."
        core.tell_news(status, Kind.ZONE_BACK, why, zone=order.zone)
    else:
        why = order.why or f"{core.name_of(order.zone)} is quiet; it was {was}."
        who: Who = {"zone": order.zone, "evidence": order.evidence}
        core.tell_news(status, Kind.ZONE_CLOSED, why, _hide(zone), **who)
    leaving_out.is_quiet_again(core, order.zone)


_REACTIONS = {
    Condition.OPEN: _opened,
    Condition.TAMPERED: _tampered,
    Condition.LOST: _lost,
    Condition.QUIET: _quiet,
}


def _hide(zone: ZoneSettings) -> dict[str, JSON]:
    """Return the detail that keeps a silent call for help out of sight."""
    return {"is_silent": True} if zone.is_silent_panic else {}


def _is_covered(core: Core, zone: ZoneSettings) -> bool:
    """Return whether somebody who came in by the door may pass here on the way to the keypad."""
    return zone.type is ZoneType.INTERIOR and core.status.entry_deadline_s is not None


def _act(core: Core, name: str, why: str, evidence: str) -> None:
    zone, status = core.zone(name)
    if status.has_alarmed:
        return
    entry_s = delays.entry_s(core.settings, name, core.status.mode)
    if zone.type is ZoneType.DELAYED and entry_s > 0:
        _enter_by(core, name, why, evidence, entry_s)
    else:
        siren.alarm(
            core, Cause.INTRUSION, why, zone=name, evidence=evidence, is_silent=zone.is_silent
        )


def _enter_by(core: Core, name: str, why: str, evidence: str, entry_s: float) -> None:
    """Begin the entry delay, or shorten it; it never grows."""
    status = core.status
    deadline_s = core.now_s + entry_s
    if status.entry_deadline_s is not None:
        if deadline_s < status.entry_deadline_s:
            status.entry_deadline_s, status.entry_zone = deadline_s, name
            if status.state is AlarmState.PENDING:
                status.deadline_s = deadline_s
        return
    status.entry_deadline_s, status.entry_zone = deadline_s, name
    who: Who = {"zone": name, "evidence": evidence}
    why = f"{why} {entry_s:g} s to disarm."
    if status.state is AlarmState.TRIGGERED:  # maybe the owner comes home to it
        core.tell(Kind.ENTRY_STARTED, why, {"for_s": entry_s}, **who)
    else:
        core.enter(AlarmState.PENDING, Kind.ENTRY_STARTED, why, for_s=entry_s, **who)


def _chime(core: Core, name: str) -> None:
    is_time = core.status.state is AlarmState.DISARMED and core.status.is_chime_on
    if is_time and core.settings.zones[name].chime:
        status = core.status.zones[name]
        core.tell_news(status, Kind.CHIMED, f"{core.name_of(name)} opened.", zone=name)


def _walk_test(core: Core, name: str) -> bool:
    """Tick it off; return whether a walk test is going on."""
    if core.status.walk_until_s is None:
        return False
    if not core.status.zones[name].is_tested:
        core.status.zones[name].is_tested = True
        core.tell(Kind.WALK_TESTED, f"{core.name_of(name)} answers.", zone=name)
    return True


def _warn_while_leaving(core: Core, name: str) -> None:
    """Say at once that something opened that is not the way out."""
    zone = core.settings.zones[name]
    if core.status.state is not AlarmState.ARMING or not core.guards(name, core.status.mode):
        return
    if not zone.exit_route and not zone.is_momentary:
        why = f"{core.name_of(name)} opened in the exit delay and is not the way out: close it."
        core.tell_news(core.status.zones[name], Kind.FAULT, why, zone=name)
