"""Draw the picture of the alarm that others may look at."""

from security_system.alarm import flapping, siren
from security_system.alarm import hurdles as ahead
from security_system.alarm.core import Core
from security_system.alarm.states import ArmMode, Condition
from security_system.alarm.view import AlarmView, Fault, ZoneView

ZONE_WORDS = {
    Condition.TAMPERED: "It is tampered with: look at its wire and its lid.",
    Condition.LOST: "It is not heard of: look at its sensor and its link.",
}

FLAPS = "It changes all the time: look at its contact and its cable."


def look(core: Core, now_s: float) -> AlarmView:
    """Return what can be seen now; changes nothing."""
    status = core.status
    deadline_s = status.deadline_s
    return AlarmView(
        t_s=now_s,
        state=status.state,
        mode=status.mode,
        remaining_s=None if deadline_s is None else max(0.0, deadline_s - now_s),
        delay_s=status.delay_s,
        cause=status.cause,
        zones={name: _zone(core, name) for name in core.settings.zones},
        siren=siren.siren_view(core, now_s),
        memory=tuple(status.memory),
        hurdles={mode: ahead.hurdles(core, mode) for mode in ArmMode},
        locked_s={
            place: max(0.0, lock.until_s - now_s)
            for place, lock in status.locks.items()
            if lock.until_s is not None
        },
        faults=tuple(_faults(core)),
        is_walk_test=status.walk_until_s is not None,
        is_chime_on=status.is_chime_on,
    )


def _zone(core: Core, name: str) -> ZoneView:
    settings, status = core.zone(name)
    condition = core.condition(name)
    if settings.is_silent_panic and condition is Condition.OPEN:
        condition = Condition.QUIET  # whoever stands there must not see the call for help
    return ZoneView(
        id=name,
        name=core.name_of(name),
        kind=settings.kind,
        type=settings.type,
        source=settings.source,
        condition=condition,
        is_bypassed=status.is_bypassed or bool(status.left_out_why),
        left_out_why=status.left_out_why,
        is_shut_down=status.is_shut_down,
        counts_now=core.guards_now(name),
        is_in_memory=any(line.name == name for line in core.status.memory),
        is_tested=status.is_tested,
        can_bypass=settings.can_bypass,
        modes=settings.modes,
    )


def _faults(core: Core) -> list[Fault]:
    status = core.status
    found = [] if status.is_powered else [Fault("power", "The mains are lost: on battery.")]
    for name, source in status.sources.items():
        if source.lost_s is not None:
            found.append(Fault(name, "It is lost: look at its plug, its cable and its link."))
        if flapping.is_restless(core, source):
            found.append(Fault(name, FLAPS))
        if source.is_low:
            found.append(Fault(name, "Its battery is low: charge or change it."))
    for name in status.zones:
        found += _zone_faults(core, name)
    return found


def _zone_faults(core: Core, name: str) -> list[Fault]:
    condition, status = core.condition(name), core.status.zones[name]
    words = [ZONE_WORDS[condition]] if condition in ZONE_WORDS else []
    if flapping.is_restless(core, status):
        words.append(FLAPS)
    if status.is_shut_down:
        words.append("It has alarmed too often and is left out until somebody disarms.")
    return [Fault(name, each) for each in words]
