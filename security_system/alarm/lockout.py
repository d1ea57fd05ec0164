"""Wrong codes: after three of them no code is taken at that place for a while.

They are forgotten once somebody types a code that may disarm. One with fewer rights does not count
for that: with it, its owner could guess the others' between two uses of their own.
"""

from security_system.alarm.codes import Judge, Judged
from security_system.alarm.core import Core
from security_system.alarm.happenings import Kind
from security_system.alarm.states import Right
from security_system.alarm.status import Lock

PLACES = frozenset({"page", "keypad", "mqtt", "button"})
OTHER = "other"
CODE_LONGEST = 64
"""What is longer is wrong, and nobody computes over it."""


def try_code(core: Core, judge: Judge, code: str, place: str) -> Judged | str:
    """Return whose code it is, or why not; while locked no code is judged at all."""
    lock = core.status.locks.setdefault(bucket(place), Lock())
    if lock.until_s is not None:
        return _locked_says(place, lock.until_s - core.now_s)
    judged = judge(code) if 0 < len(code) <= CODE_LONGEST else None
    if judged is None:
        return _wrong(core, lock, place)
    if Right.DISARM in judged.rights:
        core.is_changed |= bool(lock.wrong or lock.locks)
        lock.wrong = lock.locks = 0
    return judged


def bucket(place: str) -> str:
    """Return whose lock counts for a place."""
    return place if place in PLACES else OTHER


def unlock_due(core: Core) -> None:
    """Take codes again where the time is up."""
    for place, lock in core.status.locks.items():
        if lock.until_s is not None and core.now_s >= lock.until_s:
            lock.until_s = None
            core.tell(Kind.CODE_UNLOCKED, f"Codes are taken again at the {place}.", place=place)


def lock_s(core: Core, locks: int) -> float:
    """Return how long the lock with this number lasts: twice as long as the one before.

    Args:
        locks: 1 for the first.
    """
    settings = core.settings
    doublings = min(locks - 1, 10)
    asked_s: float = settings.lock_s * 2**doublings
    return min(asked_s, max(settings.lock_s, settings.lock_longest_s))


def _wrong(core: Core, lock: Lock, place: str) -> str:
    lock.wrong += 1
    tries = core.settings.code_tries
    why = f"A wrong code at the {place}: number {lock.wrong} of {tries}."
    core.tell(Kind.CODE_WRONG, why, {"wrong": lock.wrong}, place=place)
    if lock.wrong < tries:
        left = tries - lock.wrong
        return f"This code is wrong. {left} more {'try' if left == 1 else 'tries'}."
    lock.wrong = 0
    lock.locks += 1
    for_s = lock_s(core, lock.locks)
    lock.until_s = core.now_s + for_s
    says = _locked_says(place, for_s)
    core.tell(Kind.CODE_LOCKED, says, {"for_s": for_s, "locks": lock.locks}, place=place)
    return says


def _locked_says(place: str, left_s: float) -> str:
    return f"Too many wrong codes at the {place}: no code is taken for {max(1, round(left_s))} s."
