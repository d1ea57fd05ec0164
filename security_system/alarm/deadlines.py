"""What is due: the state's own time, the entry delay, and all that waits beside them."""

from security_system.alarm import agenda, arming, lockout, service, supervision, triggers
from security_system.alarm.core import Core
from security_system.alarm.states import AlarmState

STEPS_MOST = 10
"""In one turn, as after a long sleep: exit delay, entry delay, alarm, back, ..."""


def pass_time(core: Core) -> None:
    """Do all that is due now."""
    for _ in range(STEPS_MOST):
        if not _step(core):
            break
    status = core.status
    if status.siren_test_until_s is not None and core.now_s >= status.siren_test_until_s:
        status.siren_test_until_s = None
    if status.walk_until_s is not None and core.now_s >= status.walk_until_s:
        service.end_walk_test(core, "Nobody ended it.")
    lockout.unlock_due(core)
    supervision.check(core)


def is_timed(core: Core) -> bool:
    """Return whether a time runs that a restart must not make longer."""
    status = core.status
    is_locked = any(lock.until_s is not None for lock in status.locks.values())
    return status.deadline_s is not None or status.entry_deadline_s is not None or is_locked


def next_s(core: Core, checkpoint_s: float) -> float | None:
    """Return when `pass_time` has something to do next; None when time changes nothing."""
    status = core.status
    ends = [
        status.deadline_s,
        status.entry_deadline_s,
        status.siren_test_until_s,
        status.walk_until_s,
        *(lock.until_s for lock in status.locks.values()),
        *(due_s for due_s, _, _ in supervision.losses(core)),
    ]
    if is_timed(core):
        ends.append(checkpoint_s)
    if supervision.unheard(core):
        ends.append(status.started_s + supervision.START_GRACE_S)
    look_s = agenda.next_look_s(core)
    if look_s is not None:
        ends.append(status.t_s + min(look_s, 60.0))  # the clock may be set meanwhile
    return min((each for each in ends if each is not None), default=None)


def _step(core: Core) -> bool:
    """Do what was due first; return whether there was anything."""
    status = core.status
    entry_s = status.entry_deadline_s
    is_first = entry_s is not None and (status.deadline_s is None or entry_s <= status.deadline_s)
    if is_first and entry_s is not None and core.now_s >= entry_s:
        triggers.entry_is_over(core)
        return True
    if status.deadline_s is None or core.now_s < status.deadline_s:
        return False
    if status.state is AlarmState.ARMING:
        arming.exit_is_over(core)
    else:
        arming.alarm_is_over(core)
    return True
