"""The schedule at work: it is given local wall time, and says what is due.

A line is carried out once a day: the clock may be set back (summer time, a correction) without
doing it again. What the clock has jumped over by at most an hour is carried out late: so is 02:30
in the night when summer time begins. What it has jumped over by more is only told, for a disarming
hours late would be wrong. An arming is made up for longer, if no disarming came after it: a shop
whose power was cut in the evening must not stay open to everybody all night.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from security_system.alarm.core import Core
from security_system.alarm.happenings import Kind
from security_system.alarm.orders import Arm, Disarm
from security_system.alarm.schedule import EVERY_DAY, ScheduleEntry
from security_system.alarm.states import AlarmState, ArmMode

PLACE = "schedule"
LATE_MOST = timedelta(minutes=65)
ARM_LATE_MOST = timedelta(hours=6)
AHEAD_MOST = timedelta(days=1)
"""What was done later than that was done by a clock that went wrong, and hinders nobody."""
FIRST_YEAR = 2024
"""A Pi without a clock wakes up in 1970, until the network tells it better."""


def due(core: Core, wall: datetime) -> list[Arm | Disarm]:
    """Return the orders that are due, and tell what else the schedule has to say.

    Args:
        wall: local time; a zone in it is left out of account.
    """
    now = wall.replace(tzinfo=None)
    if not core.settings.schedule or now.year < FIRST_YEAR:
        return []
    last = _last_look(core)
    core.status.wall = now.isoformat()
    if last is None or now <= last:
        return []
    orders = []
    newest = _newest(core, last, now)
    for entry in core.settings.schedule:
        _warn(core, entry, last, now)
        for moment in _moments(entry, last, now):
            most = ARM_LATE_MOST if entry.do == "arm" and moment == newest else LATE_MOST
            orders += _carry_out(core, entry, moment, now, is_late=now - moment > most)
    return orders


def next_look_s(core: Core) -> float | None:
    """Return in how many seconds of wall time something is due; None without a schedule."""
    last = _last_look(core)
    if last is None:
        return 1.0 if core.settings.schedule else None
    moments = [
        moment - timedelta(seconds=ahead)
        for entry in core.settings.schedule
        for moment in _days(entry, last.date())
        for ahead in (0, entry.warn_s)
    ]
    left = [(moment - last).total_seconds() for moment in moments]
    return min([each for each in left if each > 0], default=None)


def _last_look(core: Core) -> datetime | None:
    try:
        return datetime.fromisoformat(core.status.wall)
    except ValueError:  # never looked, or not what we wrote
        return None


def _days(entry: ScheduleEntry, today: date) -> Iterator[datetime]:
    """Yield its moments yesterday, today and tomorrow."""
    hour, minute = (int(part) for part in entry.at.split(":"))
    for ahead in (-1, 0, 1):
        day = today + timedelta(days=ahead)
        if EVERY_DAY[day.weekday()] in entry.days:
            yield datetime(day.year, day.month, day.day, hour, minute)


def _moments(entry: ScheduleEntry, last: datetime, now: datetime) -> list[datetime]:
    return [moment for moment in _days(entry, now.date()) if last < moment <= now]


def _newest(core: Core, last: datetime, now: datetime) -> datetime | None:
    """Return when the schedule last wanted it armed, or disarmed, since it was looked at."""
    entries = [entry for entry in core.settings.schedule if entry.do != "remind"]
    return max((m for entry in entries for m in _moments(entry, last, now)), default=None)


def _warn(core: Core, entry: ScheduleEntry, last: datetime, now: datetime) -> None:
    """Say beforehand what will be done, unless it would change nothing."""
    for moment in _days(entry, now.date()):
        begins = moment - timedelta(seconds=entry.warn_s)
        if not (entry.warn_s and last < begins <= now < moment) or entry.do == "remind":
            continue
        if (core.status.state is AlarmState.DISARMED) == (entry.do == "arm"):
            left_s = (moment - now).total_seconds()
            what = f"arms ({entry.mode})" if entry.do == "arm" else "disarms"
            why = f"In {left_s / 60:.0f} min, at {entry.at}, the schedule {what}."
            core.tell(Kind.SCHEDULED, why, {"do": entry.do, "in_s": left_s}, place=PLACE)


def _carry_out(
    core: Core, entry: ScheduleEntry, moment: datetime, now: datetime, *, is_late: bool
) -> list[Arm | Disarm]:
    key = f"{entry.do} {entry.mode} {entry.at}"
    day = moment.date().isoformat()
    if day <= core.status.done.get(key, "") <= (now + AHEAD_MOST).date().isoformat():
        return []
    core.status.done[key] = day
    core.is_changed = True
    if is_late:
        why = f"The clock has jumped over {entry.at}: the schedule did not {entry.do}."
        core.tell(Kind.SCHEDULED, why, {"do": entry.do, "is_missed": True}, place=PLACE)
        return []
    return _order(core, entry)


def _order(core: Core, entry: ScheduleEntry) -> list[Arm | Disarm]:
    state, mode = core.status.state, core.status.mode
    if entry.do == "remind":
        if state is AlarmState.DISARMED:
            core.tell(Kind.SCHEDULED, f"It is {entry.at} and nobody has armed.", place=PLACE)
        return []
    if entry.do == "arm" and state is AlarmState.DISARMED:
        return [Arm(mode=entry.mode, place=PLACE, forced=entry.forced, is_judged=True)]
    may_disarm = state in {AlarmState.ARMED, AlarmState.ARMING} and mode is not ArmMode.VACATION
    if entry.do == "disarm" and may_disarm:
        return [Disarm(place=PLACE, is_judged=True)]
    why = f"The schedule did not {entry.do} at {entry.at}: it is {state}."
    core.tell(Kind.SCHEDULED, why, {"do": entry.do}, place=PLACE)
    return []
