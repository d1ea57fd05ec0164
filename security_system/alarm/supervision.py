"""Whether everybody is there who should be: sensors, node, cameras, batteries, mains."""

from security_system.alarm import flapping, leaving_out, siren
from security_system.alarm.answer import Answer
from security_system.alarm.core import Core, Who
from security_system.alarm.happenings import Kind
from security_system.alarm.orders import BatterySeen, PowerSeen, Restarted, SourceSeen
from security_system.alarm.states import Cause
from security_system.alarm.status import Watched

START_GRACE_S = 60.0
"""After a start everybody has this long to be heard of: a camera and a broker take their time."""
SOURCES_MOST = 200


def source_seen(core: Core, order: SourceSeen) -> Answer:
    """Take that somebody who brings zones is there, or is not."""
    if order.source not in core.status.sources and len(core.status.sources) >= SOURCES_MOST:
        return Answer(is_done=False, says=f"More than {SOURCES_MOST} sources.")
    status = core.source(order.source)
    status.is_heard = True
    if order.is_there and status.lost_s is not None:
        status.lost_s, status.is_loss_known = None, False
        why = order.why or f"{order.source} is back."
        core.tell_news(status, Kind.SOURCE_BACK, why, source=order.source)
        for name in zones_of(core, order.source):
            leaving_out.is_quiet_again(core, name)
    elif not order.is_there and status.lost_s is None:
        _lose(core, order.source, order.why or f"{order.source} is lost.")
    return Answer(is_done=True)


def battery_seen(core: Core, order: BatterySeen) -> Answer:
    """Take how a battery is."""
    if order.source not in core.status.sources and len(core.status.sources) >= SOURCES_MOST:
        return Answer(is_done=False, says=f"More than {SOURCES_MOST} sources.")
    status = core.source(order.source)
    if status.is_low is not order.is_low:
        status.is_low = order.is_low
        volts = "" if order.volts is None else f" ({order.volts:.2f} V)"
        kind = Kind.BATTERY_LOW if order.is_low else Kind.BATTERY_OK
        how = "low" if order.is_low else "good again"
        why = f"The battery of {order.source} is {how}{volts}."
        core.tell(kind, why, {"volts": order.volts}, source=order.source)
    return Answer(is_done=True)


def power_seen(core: Core, order: PowerSeen) -> Answer:
    """Take whether the mains are there."""
    if core.status.is_powered is not order.is_there:
        core.status.is_powered = order.is_there
        kind = Kind.POWER_BACK if order.is_there else Kind.POWER_LOST
        why = "The mains are back." if order.is_there else "The mains are lost: on battery."
        core.tell(kind, why)
    return Answer(is_done=True)


def restarted(core: Core, order: Restarted) -> Answer:
    """Take that the program has started again; the state was restored before."""
    why = f"{_start(order)} It is {core.status.state}."
    core.tell(Kind.RESTARTED, why, {"off_s": order.off_s, "cause": order.cause})
    return Answer(is_done=True)


def _start(order: Restarted) -> str:
    if not order.cause:
        return "Started: nothing is known of a time before."
    off = "for an unknown time" if order.off_s is None else f"for {order.off_s:.0f} s"
    return f"Started again after {order.cause}: nothing ran {off}."


def zones_of(core: Core, source: str) -> list[str]:
    """Return the zones that a source brings."""
    return [name for name, each in core.source_of.items() if each == source]


def check(core: Core) -> None:
    """Alarm for who has been lost too long while armed."""
    _check_start(core)
    for due_s, watched, who in losses(core):
        if core.now_s >= due_s and not watched.is_loss_known:
            watched.is_loss_known = True
            name = core.name_of(who["zone"]) if "zone" in who else who["source"]
            why = (
                f"{name} has been lost for {core.now_s - (watched.lost_s or 0):.0f} s while armed."
            )
            siren.alarm(core, Cause.LOST, why, **who)


def losses(core: Core) -> list[tuple[float, Watched, Who]]:
    """Return who is lost and will alarm for it: when, what is known of it, and its name."""
    if core.settings.when_lost != "alarm" or not core.status.is_exit_over:
        return []
    grace_s = core.settings.source_grace_s
    found: list[tuple[float, Watched, Who]] = []
    for source, status in core.status.sources.items():
        is_guard = any(core.guards_now(name) for name in zones_of(core, source))
        if _is_waited_for(status) and is_guard:
            found.append(((status.lost_s or 0.0) + grace_s, status, {"source": source}))
    for name, zone in core.status.zones.items():
        if _is_waited_for(zone) and core.guards_now(name):
            found.append(((zone.lost_s or 0.0) + grace_s, zone, {"zone": name}))
    return found


def _is_waited_for(watched: Watched) -> bool:
    is_out = watched.is_loss_known or watched.is_shut_down
    return watched.lost_s is not None and not is_out


def unheard(core: Core) -> list[str]:
    """Return the sources of zones that have not been heard of since the start."""
    sources = core.status.sources
    return [each for each in dict.fromkeys(core.source_of.values()) if not sources[each].is_heard]


def _check_start(core: Core) -> None:
    if core.now_s - core.status.started_s < START_GRACE_S:
        return
    for source in unheard(core):
        core.status.sources[source].is_heard = True
        if core.status.sources[source].lost_s is None:
            _lose(core, source, f"{source} has not been heard of since the start.")


def _lose(core: Core, source: str, why: str) -> None:
    status = core.status.sources[source]
    status.lost_s = core.now_s
    flapping.count(core, status, source, {"source": source})
    core.tell_news(status, Kind.SOURCE_LOST, why, source=source)
