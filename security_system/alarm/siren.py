"""When the siren sounds, how, and when it ends."""

from security_system.alarm.core import Core, Who
from security_system.alarm.happenings import JSON, Kind
from security_system.alarm.states import AlarmState, Cause, SirenPattern
from security_system.alarm.status import Watched
from security_system.alarm.view import Remembered, SirenView

PATTERN = {
    Cause.SMOKE: SirenPattern.TEMPORAL_3,
    Cause.PANIC: SirenPattern.WAIL,
    Cause.INTRUSION: SirenPattern.WAIL,
    Cause.TAMPER: SirenPattern.PULSE,
    Cause.LOST: SirenPattern.PULSE,
    Cause.WATER: SirenPattern.DRIP,
}
"""In the order of their weight: when there are several, the first one sounds."""
WEIGHT = {cause: place for place, cause in enumerate(PATTERN)}
SIREN_LONGEST_S = 900.0
"""Without a pause: 15 min, the longest that standards allow a sounder (EN 50131-1 family)."""
MEMORY_LONGEST = 200


def alarm(
    core: Core,
    cause: Cause,
    why: str,
    *,
    zone: str = "",
    source: str = "",
    place: str = "",
    user: str = "",
    evidence: str = "",
    is_silent: bool = False,
) -> None:
    """Alarm, once for each zone and source in one alarm; who does so too often is shut down."""
    watched = _watched(core, zone, source)
    if watched is not None and watched.has_alarmed and core.status.state is AlarmState.TRIGGERED:
        if cause in {Cause.SMOKE, Cause.WATER}:
            _sound_longer(core, cause)
        return
    remember(core, zone or source or place, cause, why)
    who: Who = {"zone": zone, "source": source, "place": place, "user": user, "evidence": evidence}
    for_s = _alarm_s(core, cause, is_silent=is_silent)
    if core.status.cause is None or WEIGHT[cause] < WEIGHT[core.status.cause]:
        core.status.cause = cause
    core.enter(AlarmState.TRIGGERED, Kind.ALARM, why, for_s=for_s, cause=cause, **who)
    if not is_silent:
        _sound(core, cause, zone=zone, source=source)
    if watched is not None:
        watched.has_alarmed = True
        if cause not in {Cause.SMOKE, Cause.WATER, Cause.PANIC}:
            _count(core, watched, zone, source)


def silence(core: Core) -> None:
    """End the siren, and with it the alarm: who has alarmed may do so again."""
    status = core.status
    status.cause = status.siren_cause = status.siren_since_s = None
    for watched in [*status.zones.values(), *status.sources.values()]:
        watched.has_alarmed = False


def siren_view(core: Core, now_s: float) -> SirenView:
    """Return what the siren should do."""
    status = core.status
    if status.siren_cause is not None and status.deadline_s is not None:
        left_s = max(0.0, status.deadline_s - now_s)
        return SirenView(True, PATTERN[status.siren_cause], status.siren_since_s, left_s)
    until_s = status.siren_test_until_s
    if until_s is not None and now_s < until_s:
        since_s = until_s - core.settings.siren_test_s
        return SirenView(True, SirenPattern.TEST, since_s, until_s - now_s)
    return SirenView()


def _sound(core: Core, cause: Cause, *, zone: str, source: str) -> None:
    """Let it sound; what weighs more goes before."""
    status = core.status
    before = status.siren_cause
    if before is None:
        status.siren_since_s = core.now_s
    elif WEIGHT[before] <= WEIGHT[cause]:
        return
    status.siren_cause = cause
    if before is None or PATTERN[before] is not PATTERN[cause]:
        why = f"The siren sounds ({PATTERN[cause]}): {cause}."
        detail: dict[str, JSON] = {"pattern": PATTERN[cause].value, "cause": cause.value}
        core.tell(Kind.SIREN_STARTED, why, detail, zone=zone, source=source)


def _sound_longer(core: Core, cause: Cause) -> None:
    if core.status.siren_cause is not None:
        core.last_for(_alarm_s(core, cause, is_silent=False))


def _alarm_s(core: Core, cause: Cause, *, is_silent: bool) -> float:
    """Return how long the alarm lasts from now: never shorter than it would have anyway."""
    status, settings = core.status, core.settings
    is_on = status.state is AlarmState.TRIGGERED and status.deadline_s is not None
    left_s = status.deadline_s - core.now_s if is_on and status.deadline_s is not None else 0.0
    if is_silent and status.siren_cause is not None:
        return left_s
    asked_s = settings.smoke_siren_s if cause is Cause.SMOKE else settings.siren_s
    since_s = core.now_s if status.siren_since_s is None else status.siren_since_s
    longest_s = max(SIREN_LONGEST_S, asked_s) - (core.now_s - since_s)
    return max(left_s, min(asked_s, longest_s))


def _watched(core: Core, zone: str, source: str) -> Watched | None:
    if zone:
        return core.status.zones[zone]
    return core.source(source) if source else None


def _count(core: Core, watched: Watched, zone: str, source: str) -> None:
    """Count its alarm: after its first and `retriggers` more it is shut down until a disarming."""
    watched.alarms += 1
    if watched.alarms <= core.settings.retriggers:
        return
    watched.is_shut_down = True
    name = core.name_of(zone) if zone else source
    why = f"{name} has alarmed {watched.alarms} times: it is left out until somebody disarms."
    core.tell(Kind.ZONE_SHUT_DOWN, why, {"alarms": watched.alarms}, zone=zone, source=source)


def remember(core: Core, name: str, cause: Cause, why: str) -> None:
    """Put it into the alarm memory: one line for each name and cause."""
    memory = core.status.memory
    for place, line in enumerate(memory):
        if (line.name, line.cause) == (name, cause):
            memory[place] = Remembered(name, cause, why, core.now_s, line.times + 1)
            return
    if len(memory) < MEMORY_LONGEST:
        memory.append(Remembered(name, cause, why, core.now_s))
