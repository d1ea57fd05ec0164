"""How the alarm begins: as it was kept, or on the safe side where that cannot be known."""

import logging
import time
from dataclasses import dataclass, field
from pathlib import Path

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from security_system.alarm import Alarm, AlarmSettings, Arm, ArmMode, Judge, Order, Restarted
from security_system.journal import Journal, Kept, PowerLog
from security_system.journal.power import between_s

LOG = logging.getLogger(__name__)
JOURNAL, POWER = "journal.db", "power.json"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What there is at the start.

    Attributes:
        journal: None where it cannot be opened at all; the alarm works without it.
        orders: what the alarm is told first.
        without: what is missing, in words.
    """

    alarm: Alarm
    journal: Journal | None
    power: PowerLog
    orders: tuple[Order, ...] = ()
    without: tuple[Health, ...] = field(default=())


def begin(folder: Path, settings: AlarmSettings, judge: Judge) -> Beginning:
    """Take up the alarm where it was left.

    After a power cut it is in the same state, or in a safer one. Where the state was lost although
    there was one, it begins armed: a burglar who cuts the power and breaks the card gains nothing.
    """
    power = PowerLog(folder / POWER)
    start = power.start(time.time())
    LOG.info("Last time: %s.", start.cause or "nothing is known of it")
    journal, without = _opened(folder / JOURNAL)
    kept = None if journal is None else journal.load()
    alarm, is_lost = _taken_up(settings, judge, kept)
    orders: list[Order] = [Restarted(off_s=start.off_s, cause=start.cause)]
    if is_lost or (journal is not None and journal.has_forgotten):
        LOG.error("The alarm's state was lost: it begins armed.")
        orders.append(Arm(mode=ArmMode.AWAY, place="restart", forced=True, is_judged=True))
    return Beginning(alarm, journal, power, tuple(orders), without)


def _opened(path: Path) -> tuple[Journal | None, tuple[Health, ...]]:
    try:
        return Journal(path), ()
    except (MakerKitError, OSError) as error:
        LOG.error("There is no journal: %s", error)
        return None, (Health("journal", Level.ERROR, f"It cannot be opened: {error}"),)


def _taken_up(settings: AlarmSettings, judge: Judge, kept: Kept | None) -> tuple[Alarm, bool]:
    """Return the alarm, and whether a kept state could not be used."""
    if kept is None:
        return Alarm(settings, judge, time.monotonic()), False
    since_s = between_s(kept.wall_s, time.time())
    try:
        return Alarm.restored(settings, judge, kept.state, time.monotonic(), since_s), False
    except Exception:  # whatever stands there: on the safe side
        LOG.exception("The kept state cannot be used")
        return Alarm(settings, judge, time.monotonic()), True
