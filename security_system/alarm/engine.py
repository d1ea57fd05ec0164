"""The alarm: takes orders one by one, is told the time, says what has happened.

What changes the state stands on the left; "-" is "nothing happens" (a refusal is answered).

    what                             | DISARMED  | ARMING     | ARMED       | PENDING   | TRIGGERED
    arm                              | ARMING (1)| - (2)      | - (2)       | - (2)     | - (2)
    disarm                           | - (3)     | DISARMED   | DISARMED    | DISARMED  | DISARMED
    delayed zone trips               | -         | -          | PENDING (4) | - (5)     | - (6)
    interior zone trips              | -         | -          | TRIGGERED   | - (7)     | - (6)
    instant zone trips               | -         | - (8)      | TRIGGERED   | TRIGGERED | - (6)
    24h, tamper, smoke, water, panic | TRIGGERED | TRIGGERED  | TRIGGERED   | TRIGGERED | - (6)
    any zone is tampered with        | - (9)     | TRIGGERED  | TRIGGERED   | TRIGGERED | - (6)
    the node was in alarm by itself  | -         | TRIGGERED  | TRIGGERED   | TRIGGERED | - (6)
    silent call for help             | -         | -          | -           | -         | -
    zone bypassed or of another mode | -         | -          | -           | -         | -
    zone or source lost too long     | -         | - (10)     | TRIGGERED   | TRIGGERED | - (6)
    the state's time is up           | (none)    | ARMED (11) | (none)      | TRIGGERED | (12)
    power cut and restart (13)       | DISARMED  | ARMING     | ARMED       | PENDING   | TRIGGERED

    (1) ARMED at once without an exit delay. Refused with the reason, at once, while something is in
        the way; forced, that is left out and told. A door of the exit route may be open, and may be
        used in the exit delay: arming goes on.
    (2) Done if it is that mode already, else refused: to change how it is armed, disarm first.
    (3) Counts of alarms begin anew. A duress code is told in every state, and looks like any other.
    (4) TRIGGERED at once without an entry delay.
    (5) Shortens the delay if this zone's own is shorter; never makes it longer.
    (6) It is told and remembered, and the siren sounds anew for its time, at most 15 min without a
        pause. Who has alarmed in this alarm already does nothing more. A delayed zone starts the
        entry delay under the siren; until the exit delay is over, only zones that always count do.
    (7) Covered: somebody came in by the door.
    (8) Said at once, for the zone will be left out when the delay ends.
    (9) TRIGGERED when the settings say so, and for zones of type tamper.
    (10) Left out and told when the delay ends, or an alarm after it, as the settings say.
    (11) What is still open is left out until it is quiet, and told; or alarms, as the settings say.
    (12) PENDING if the entry delay still runs, ARMED if it was armed or arming, else DISARMED.
    (13) With what remained, see `restoring`.

Invariants, in words:

- The siren sounds only in TRIGGERED, and in a siren test. TRIGGERED comes only from a zone that
  counts, a loss while armed, tampering, or a call for help.
- It becomes DISARMED only by a Disarm order, and by the end of an alarm that began while it was
  DISARMED; both are told.
- Each change of state passes through `Core.enter` and is told once, with its reason.
- A zone that is bypassed by hand never alarms. One left out by itself alarms only for tampering.
- An entry delay never grows. A lock judges no code. The memory is cleared by ClearMemory alone.
- Looking changes nothing.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Self

from security_system.alarm import (
    agenda,
    arming,
    deadlines,
    lockout,
    looking,
    service,
    supervision,
    triggers,
)
from security_system.alarm import orders as o
from security_system.alarm.answer import Answer
from security_system.alarm.codes import Judge
from security_system.alarm.core import Core
from security_system.alarm.happenings import JSON, Happening, Kind
from security_system.alarm.restoring import CHECKPOINT_S, restore
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import Right
from security_system.alarm.status import Status, kept
from security_system.alarm.view import AlarmView


class Alarm:
    """The alarm.

    Args:
        settings: what it goes by.
        judge: says whose code it is; None for a wrong one.
        now_s: monotonic time.

    Attributes:
        revision: grows whenever `keep` is worth storing again.
    """

    def __init__(self, settings: AlarmSettings, judge: Judge, now_s: float = 0.0) -> None:
        self._core = Core(settings, Status(t_s=now_s, started_s=now_s))
        self._judge = judge
        self._early: list[Happening] = []
        self._kept_s = now_s
        self.revision = 0

    @classmethod
    def restored(
        cls,
        settings: AlarmSettings,
        judge: Judge,
        kept: Mapping[str, JSON],
        now_s: float,
        off_s: float | None,
    ) -> Self:
        """Take up what was kept: the same state or a safer one (see `restoring`).

        Args:
            off_s: how long ago it was kept; None when no clock can say.
        """
        status, is_readable = restore(kept, now_s, off_s)
        alarm = cls(settings, judge, now_s)
        alarm._core = Core(settings, status)
        if not is_readable:
            why = "What was kept of the alarm cannot be read: it is armed (away) to be safe."
            alarm._early.append(Happening(Kind.FAULT, why=why))
        return alarm

    @property
    def settings(self) -> AlarmSettings:
        """What it goes by."""
        return self._core.settings

    def change(self, settings: AlarmSettings) -> None:
        """Go by other settings from now on; the state, and what is known of zones, stay."""
        self._core = Core(settings, self._core.status)
        self.revision += 1

    def take(self, order: o.Order, now_s: float) -> Answer:
        """Take one order; its answer has all that happened, also what was due before."""
        self._begin(now_s)
        answer = self._reaction(order)
        deadlines.pass_time(self._core)
        happenings = self._end()
        return Answer(answer.is_done, answer.says, answer.hurdles, happenings, answer.user)

    def tick(self, now_s: float, wall: datetime | None = None) -> tuple[Happening, ...]:
        """Let time pass.

        Args:
            wall: local time, for the schedule; without it nothing is done by the schedule.
        """
        self._begin(now_s)
        for order in agenda.due(self._core, wall) if wall is not None else []:
            self._reaction(order)
        return self._end()

    @property
    def next_deadline_s(self) -> float | None:
        """When `tick` has something to do; None when time changes nothing."""
        return deadlines.next_s(self._core, self._kept_s + CHECKPOINT_S)

    def view(self, now_s: float) -> AlarmView:
        """Return what can be seen; changes nothing."""
        return looking.look(self._core, max(now_s, self._core.status.t_s))

    def keep(self) -> dict[str, JSON]:
        """Return what must survive a power cut, for JSON."""
        return kept(self._core.status)

    def _begin(self, now_s: float) -> None:
        core = self._core
        core.now_s = core.status.t_s = max(now_s, core.status.t_s)  # a clock that runs back stands
        core.told, self._early = self._early, []
        core.is_changed = bool(core.told)
        deadlines.pass_time(core)

    def _end(self) -> tuple[Happening, ...]:
        core = self._core
        is_due = core.now_s >= self._kept_s + CHECKPOINT_S  # as next_deadline_s says it
        is_old = is_due and deadlines.is_timed(core)
        if core.is_changed or is_old:
            self.revision += 1
            self._kept_s = core.now_s
        return tuple(core.told)

    def _reaction(self, order: o.Order) -> Answer:
        if isinstance(order, o.Arm):
            return self._arm(order)
        if isinstance(order, o.Disarm):
            return self._disarm(order)
        if isinstance(order, o.TypeCode):
            return self._type_code(order)
        reaction = REACTIONS[type(order)]
        return reaction(self._core, order)

    def _arm(self, order: o.Arm) -> Answer:
        is_free = not order.code and not self.settings.arm_needs_code
        if order.is_judged or is_free:
            return arming.arm(self._core, order, order.user)
        who = self._identify(order.code, order.place, Right.ARM)
        return who if isinstance(who, Answer) else arming.arm(self._core, order, who)

    def _disarm(self, order: o.Disarm) -> Answer:
        if not order.is_judged:
            who = self._identify(order.code, order.place, Right.DISARM)
            return who if isinstance(who, Answer) else arming.disarm(self._core, order, who)
        if order.is_duress:
            self._tell_duress(order.user, order.place)
        return arming.disarm(self._core, order, order.user)

    def _type_code(self, order: o.TypeCode) -> Answer:
        who = self._identify(order.code, order.place, order.right)
        return who if isinstance(who, Answer) else Answer(is_done=True, user=who)

    def _identify(self, code: str, place: str, right: Right | None) -> str | Answer:
        """Return whose code it is, or the answer that refuses it."""
        judged = lockout.try_code(self._core, self._judge, code, place)
        if isinstance(judged, str):
            return Answer(is_done=False, says=judged)
        if judged.is_duress:
            self._tell_duress(judged.user, place)
        if right is not None and right not in judged.rights:
            why = f"{judged.user} may not {right}."
            self._core.tell(Kind.REFUSED, why, user=judged.user, place=place)
            return Answer(is_done=False, says=why, user=judged.user)
        return judged.user

    def _tell_duress(self, user: str, place: str) -> None:
        why = f"{user or 'Somebody'} was forced to type a code at the {place}."
        self._core.tell(Kind.DURESS, why, user=user, place=place)


def _panic(core: Core, order: o.Panic) -> Answer:
    by = f" by {order.user}" if order.user else ""
    why = f"A call for help at the {order.place}{by}."
    triggers.panic(core, why, is_silent=order.is_silent, place=order.place, user=order.user)
    return Answer(is_done=True)


REACTIONS: dict[type, Callable[[Core, Any], Answer]] = {
    o.ZoneSeen: triggers.seen,
    o.AlarmSeen: triggers.alarm_seen,
    o.SourceSeen: supervision.source_seen,
    o.BatterySeen: supervision.battery_seen,
    o.PowerSeen: supervision.power_seen,
    o.Restarted: supervision.restarted,
    o.Bypass: service.bypass,
    o.Panic: _panic,
    o.WalkTest: service.walk_test,
    o.ClearMemory: service.clear_memory,
    o.TestSiren: service.sound_test,
    o.SetChime: service.set_chime,
}
