"""What a power cut may change: nothing, or only to the safer side.

- Armed stays armed, in its mode, with its bypasses, its counts, its memory and its locks.
- Exit and entry delay lose the time that nothing ran (10 s if no clock can say): a cut wins nobody
  time.
- Siren and locks go on for what remained when it was kept: a cut wins nobody silence or new tries.
- A walk test and a siren test are over.
- What cannot be read is taken for armed: away.
"""

from collections.abc import Mapping
from dataclasses import replace

from security_system.alarm.happenings import JSON
from security_system.alarm.states import AlarmState, ArmMode, Cause
from security_system.alarm.status import Status, read

CHECKPOINT_S = 5.0
"""While a time runs, the state is worth keeping so often."""
SIREN_S = 180.0
"""Of an alarm of which nobody knows how long it was to be."""
RESTART_COST_S = 2 * CHECKPOINT_S
"""What delays lose in a restart of unknown length: the last checkpoint may be 5 s old."""


def restore(kept: Mapping[str, JSON], now_s: float, off_s: float | None) -> tuple[Status, bool]:
    """Return the status, and whether it could be read.

    Args:
        off_s: since when it was kept; None (or less than 0) when no clock can say.
    """
    status = read(kept)
    if status is None:
        return _safest(now_s), False
    is_known = off_s is not None and off_s >= 0
    away_s = off_s if is_known and off_s is not None else 0.0
    cost_s = away_s if is_known else RESTART_COST_S
    _mend(status)
    _move_delays(status, now_s, cost_s)
    _move(status, now_s - status.t_s, away_s)
    status.t_s = status.started_s = now_s
    for source in status.sources.values():
        source.is_heard = False
    for each in [*status.zones.values(), *status.sources.values()]:
        each.news, each.news_s, each.is_muted = 0.0, None, False
    status.walk_until_s = status.siren_test_until_s = None
    return status, True


def _safest(now_s: float) -> Status:
    return Status(
        t_s=now_s,
        started_s=now_s,
        state=AlarmState.ARMED,
        mode=ArmMode.AWAY,
        is_exit_over=True,
    )


def _mend(status: Status) -> None:
    """Make it agree with itself, to the safer side: whoever changed a part of it wins nothing."""
    if status.state is AlarmState.DISARMED:
        status.mode, status.entry_deadline_s, status.is_exit_over = None, None, False
    elif status.mode is None and status.state is not AlarmState.TRIGGERED:
        status.mode = ArmMode.AWAY
    if status.state is not AlarmState.TRIGGERED:
        status.cause = status.siren_cause = status.siren_since_s = None
    elif status.deadline_s is None:
        status.deadline_s = status.t_s + (status.delay_s or SIREN_S)
        status.siren_cause = status.siren_cause or Cause.INTRUSION
    if status.state is AlarmState.PENDING:
        status.entry_deadline_s = status.deadline_s = _first(status)
    if status.state in {AlarmState.ARMED, AlarmState.PENDING}:
        status.is_exit_over = True
    elif status.state is AlarmState.ARMING and status.deadline_s is None:
        status.deadline_s = status.t_s
    if status.state in {AlarmState.DISARMED, AlarmState.ARMED}:
        status.deadline_s = status.delay_s = None


def _first(status: Status) -> float:
    """Return when the entry delay ends; now if nothing says so."""
    ends = [each for each in (status.entry_deadline_s, status.deadline_s) if each is not None]
    return min(ends, default=status.t_s)


def _move_delays(status: Status, now_s: float, cost_s: float) -> None:
    """Let exit and entry delay end earlier; give the siren and the locks what remained."""
    moved_s = now_s - status.t_s
    is_delay = status.state in {AlarmState.ARMING, AlarmState.PENDING}
    if status.deadline_s is not None:
        earlier_s = cost_s if is_delay else 0.0
        status.deadline_s = max(now_s, status.deadline_s + moved_s - earlier_s)
    if status.entry_deadline_s is not None:
        status.entry_deadline_s = max(now_s, status.entry_deadline_s + moved_s - cost_s)
    for lock in status.locks.values():
        if lock.until_s is not None:
            lock.until_s += moved_s


def _move(status: Status, moved_s: float, away_s: float) -> None:
    """Put what has been onto the new clock."""
    if status.siren_since_s is not None:
        status.siren_since_s += moved_s
    for each in [*status.zones.values(), *status.sources.values()]:
        if each.lost_s is not None:
            each.lost_s += moved_s
    for zone in status.zones.values():
        if zone.tripped_s is not None:
            zone.tripped_s += moved_s
        if zone.pre_alarmed_s is not None:
            zone.pre_alarmed_s += moved_s
    status.memory = [replace(line, t_s=line.t_s + moved_s - away_s) for line in status.memory]
