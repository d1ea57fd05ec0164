"""Arming, the exit delay and its end, disarming."""

from collections.abc import Iterable
from typing import Unpack

from security_system.alarm import delays, leaving_out, siren, triggers
from security_system.alarm import hurdles as ahead
from security_system.alarm.answer import Answer, Hurdle
from security_system.alarm.core import Core, Who, mode_name
from security_system.alarm.happenings import JSON, Kind
from security_system.alarm.orders import Arm, Disarm
from security_system.alarm.states import AlarmState, Condition


def arm(core: Core, order: Arm, user: str) -> Answer:
    """Arm, or say at once why not: nobody has left yet."""
    status = core.status
    if status.state is not AlarmState.DISARMED:
        return _while_not_disarmed(core, order, user)
    refused = _refused_bypass(core, order.bypass)
    if refused:
        return _refuse(core, order, user, (refused,))
    hurdles = ahead.hurdles(core, order.mode, bypass=order.bypass)
    if any(not each.can_force for each in hurdles) or (hurdles and not order.forced):
        return _refuse(core, order, user, hurdles)
    _prepare(core, order, user, hurdles)
    _leave(core, order, user)
    return Answer(is_done=True, says=_says(hurdles), hurdles=hurdles, user=user)


def exit_is_over(core: Core, **who: Unpack[Who]) -> None:
    """Arm: what is still open is left out and told, or alarms, as the settings say."""
    status = core.status
    still_open = _leave_out_open(core)
    status.is_exit_over = True
    for zone in status.zones.values():  # what moved while people left confirms nothing
        zone.tripped_s = zone.pre_alarmed_s = None
    core.enter(AlarmState.ARMED, Kind.ARMED, f"Armed: {mode_name(status.mode)}.", **who)
    for zone_id in still_open:
        triggers.burglary(core, zone_id, f"{core.name_of(zone_id)} is open after the exit delay.")


def alarm_is_over(core: Core) -> None:
    """Cut the siren off, and guard the house as it was guarded before."""
    status = core.status
    sounded = status.siren_cause is not None
    why = "The siren has sounded long enough." if sounded else "The silent alarm is over."
    siren.silence(core)
    if status.mode is None:
        core.enter(AlarmState.DISARMED, Kind.SIREN_CUT_OFF, why)
    elif status.entry_deadline_s is not None:
        left_s = max(0.0, status.entry_deadline_s - core.now_s)
        core.enter(AlarmState.PENDING, Kind.SIREN_CUT_OFF, why, for_s=left_s)
    elif status.is_exit_over:
        core.enter(AlarmState.ARMED, Kind.SIREN_CUT_OFF, why)
    else:
        core.tell(Kind.SIREN_CUT_OFF, why)
        exit_is_over(core)


def disarm(core: Core, order: Disarm, user: str) -> Answer:
    """Disarm: siren, delays and bypasses end; the alarm memory stays."""
    status = core.status
    was = status.state
    if order.place == "schedule" and was in {AlarmState.PENDING, AlarmState.TRIGGERED}:
        return Answer(is_done=False, says=f"The schedule does not disarm while it is {was}.")
    _forget_counts(core)
    if was is AlarmState.DISARMED:
        return Answer(is_done=True, says="It is disarmed already.", user=user)
    _end_everything(core)
    by = f" by {user}" if user else ""
    why = f"Disarmed at the {order.place}{by}; it was {was}."
    core.enter(AlarmState.DISARMED, Kind.DISARMED, why, user=user, place=order.place)
    _end_bypasses(core)
    return Answer(is_done=True, says="Disarmed.", user=user)


def _while_not_disarmed(core: Core, order: Arm, user: str) -> Answer:
    status = core.status
    is_same = status.mode is order.mode
    name = f"{status.state} {mode_name(status.mode)}".strip()
    if is_same:
        return Answer(is_done=True, says=f"It is {name} already.", user=user)
    return Answer(is_done=False, says=f"It is {name}: disarm first.", user=user)


def _refused_bypass(core: Core, zones: Iterable[str]) -> Hurdle | None:
    for zone in sorted(zones):
        if zone not in core.settings.zones:
            return Hurdle(zone, says=f"There is no zone {zone}.", can_force=False)
        if not core.settings.zones[zone].can_bypass:
            says = f"{core.name_of(zone)} may not be bypassed."
            return Hurdle(zone, says=says, can_force=False)
    return None


def _refuse(core: Core, order: Arm, user: str, hurdles: tuple[Hurdle, ...]) -> Answer:
    says = " ".join(each.says for each in hurdles)
    why = f"Not armed ({order.mode}): {says}"
    detail: dict[str, JSON] = {"mode": order.mode.value, "zones": [each.zone for each in hurdles]}
    core.tell(Kind.ARMING_REFUSED, why, detail, user=user, place=order.place)
    return Answer(is_done=False, says=why, hurdles=hurdles, user=user)


def _prepare(core: Core, order: Arm, user: str, hurdles: tuple[Hurdle, ...]) -> None:
    """Begin a new set: counts at zero, what is in the way left out, what is lost known."""
    status = core.status
    _forget_counts(core)
    status.walk_until_s = None
    for zone in sorted(order.bypass):
        if not status.zones[zone].is_bypassed:
            status.zones[zone].is_bypassed = True
            why = f"{core.name_of(zone)} is bypassed."
            core.tell(Kind.BYPASSED, why, zone=zone, user=user, place=order.place)
    for hurdle in hurdles:
        if hurdle.zone:
            leaving_out.leave_out(core, hurdle.zone, hurdle.says)
    _know_losses(core)


def _leave(core: Core, order: Arm, user: str) -> None:
    core.status.mode = order.mode
    core.status.is_exit_over = False
    for_s = delays.exit_s(core.settings, order.mode)
    who: Who = {"user": user, "place": order.place}
    if for_s == 0:
        exit_is_over(core, **who)
        return
    by = f" by {user}" if user else ""
    why = f"Arming ({order.mode}) at the {order.place}{by}: {for_s:g} s to leave."
    core.enter(AlarmState.ARMING, Kind.EXIT_STARTED, why, for_s=for_s, **who)


def _says(hurdles: tuple[Hurdle, ...]) -> str:
    return " ".join(f"{each.says} It is left out." for each in hurdles if each.zone)


def _leave_out_open(core: Core) -> list[str]:
    """Leave out what is open or lost; return what is to alarm for it instead."""
    alarming = []
    for name in core.settings.zones:
        condition = core.condition(name)
        if not _is_still_open(core, name, condition):
            continue
        if not _is_to_alarm(core, name, condition):
            why = f"{core.name_of(name)} is {condition} after the exit delay."
            leaving_out.leave_out(core, name, why)
        elif condition is not Condition.LOST:  # a loss alarms by itself, after its grace
            alarming.append(name)
    if core.settings.when_open_after_exit == "bypass":
        _know_losses(core)
    return alarming


def _is_still_open(core: Core, name: str, condition: Condition) -> bool:
    zone, status = core.zone(name)
    if condition is Condition.QUIET or not core.guards(name, core.status.mode):
        return False
    return zone.is_burglary or (condition is Condition.LOST and not status.is_loss_known)


def _is_to_alarm(core: Core, name: str, condition: Condition) -> bool:
    is_moving = core.settings.zones[name].is_momentary and condition is not Condition.LOST
    return core.settings.when_open_after_exit == "alarm" and not is_moving


def _know_losses(core: Core) -> None:
    """Take what is lost now for known: it was told, and alarms no more."""
    for name, zone in core.status.zones.items():
        zone.is_loss_known = core.condition(name) is Condition.LOST
    for source in core.status.sources.values():
        source.is_loss_known = source.lost_s is not None


def _forget_counts(core: Core) -> None:
    for counted in [*core.status.zones.values(), *core.status.sources.values()]:
        counted.alarms = 0
        counted.is_shut_down = counted.has_alarmed = False


def _end_everything(core: Core) -> None:
    status = core.status
    status.mode = None
    status.is_exit_over = False
    status.entry_deadline_s, status.entry_zone = None, ""
    siren.silence(core)
    for zone in status.zones.values():
        zone.tripped_s = zone.pre_alarmed_s = None


def _end_bypasses(core: Core) -> None:
    for name, zone in core.status.zones.items():
        if zone.is_bypassed or zone.left_out_why:
            zone.is_bypassed, zone.left_out_why = False, ""
            core.tell(Kind.UNBYPASSED, f"{core.name_of(name)} counts again.", zone=name)
