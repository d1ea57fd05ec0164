"""What people do to a resting alarm: bypass, walk test, siren test, chime, clear the memory."""

from typing import Unpack

from security_system.alarm import leaving_out
from security_system.alarm.answer import Answer
from security_system.alarm.core import Core, Who
from security_system.alarm.happenings import Kind
from security_system.alarm.orders import Bypass, ClearMemory, SetChime, TestSiren, WalkTest
from security_system.alarm.states import AlarmState, Condition

RESTING = frozenset({AlarmState.DISARMED, AlarmState.ARMING})


def bypass(core: Core, order: Bypass) -> Answer:
    """Leave a zone out by hand, or count it again; while armed only the latter."""
    if order.zone not in core.settings.zones:
        return Answer(is_done=False, says=f"There is no zone {order.zone}.")
    settings, status = core.zone(order.zone)
    if status.is_bypassed is order.is_bypassed:
        return Answer(is_done=True)
    if not order.is_bypassed:
        return _count_again(core, order)
    if not settings.can_bypass:
        return Answer(is_done=False, says=f"{core.name_of(order.zone)} may not be bypassed.")
    if core.status.state not in RESTING:
        return Answer(is_done=False, says=f"It is {core.status.state}: disarm first.")
    status.is_bypassed = True
    why = f"{core.name_of(order.zone)} is bypassed until somebody disarms."
    core.tell(Kind.BYPASSED, why, zone=order.zone, user=order.user, place=order.place)
    return Answer(is_done=True, says=why)


def walk_test(core: Core, order: WalkTest) -> Answer:
    """Begin or end a walk test."""
    is_on = core.status.walk_until_s is not None
    if is_on is order.is_on:
        return Answer(is_done=True)
    who: Who = {"user": order.user, "place": order.place}
    if not order.is_on:
        end_walk_test(core, "Ended by hand.", **who)
        return Answer(is_done=True)
    if core.status.state is not AlarmState.DISARMED:
        return Answer(is_done=False, says=f"It is {core.status.state}: disarm first.")
    core.status.walk_until_s = core.now_s + core.settings.walk_test_s
    for zone in core.status.zones.values():
        zone.is_tested = False
    why = "Walk through the house: each sensor that answers is ticked off."
    core.tell(Kind.WALK_TEST_STARTED, why, **who)
    return Answer(is_done=True, says=why)


def end_walk_test(core: Core, why: str, **who: Unpack[Who]) -> None:
    """End the walk test, and say who has not answered."""
    core.status.walk_until_s = None
    missing = [name for name, zone in core.status.zones.items() if not zone.is_tested]
    names = ", ".join(core.name_of(name) for name in missing)
    says = f"{why} Not seen: {names}." if missing else f"{why} All zones have answered."
    core.tell(Kind.WALK_TEST_ENDED, says, {"missing": list(missing)}, **who)


def sound_test(core: Core, order: TestSiren) -> Answer:
    """Sound the siren shortly."""
    if core.status.state is not AlarmState.DISARMED:
        return Answer(is_done=False, says=f"It is {core.status.state}: disarm first.")
    if core.status.siren_test_until_s is None:
        core.status.siren_test_until_s = core.now_s + core.settings.siren_test_s
        why = f"The siren is tested for {core.settings.siren_test_s:g} s."
        core.tell(Kind.SIREN_TESTED, why, user=order.user, place=order.place)
    return Answer(is_done=True)


def set_chime(core: Core, order: SetChime) -> Answer:
    """Turn the chime on or off."""
    if core.status.is_chime_on is not order.is_on:
        core.status.is_chime_on = order.is_on
        why = f"The chime is {'on' if order.is_on else 'off'}."
        core.tell(Kind.CHIME_SET, why, user=order.user, place=order.place)
    return Answer(is_done=True)


def clear_memory(core: Core, order: ClearMemory) -> Answer:
    """Forget which zones alarmed; not while one does."""
    if core.status.state in {AlarmState.PENDING, AlarmState.TRIGGERED}:
        return Answer(is_done=False, says=f"It is {core.status.state}: disarm first.")
    if core.status.memory:
        names = ", ".join(line.name for line in core.status.memory)
        core.status.memory.clear()
        why = f"The alarm memory is cleared: {names}."
        core.tell(Kind.MEMORY_CLEARED, why, user=order.user, place=order.place)
    return Answer(is_done=True)


def _count_again(core: Core, order: Bypass) -> Answer:
    """Count a zone again; while armed an open one first has to close."""
    core.status.zones[order.zone].is_bypassed = False
    why = f"{core.name_of(order.zone)} counts again."
    core.tell(Kind.UNBYPASSED, why, zone=order.zone, user=order.user, place=order.place)
    condition = core.condition(order.zone)
    if core.status.state is not AlarmState.DISARMED and condition is not Condition.QUIET:
        leaving_out.leave_out(core, order.zone, f"{core.name_of(order.zone)} is {condition}.")
    return Answer(is_done=True, says=why)
