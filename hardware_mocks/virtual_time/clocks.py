"""What tells or spends time in Python, on the virtual clock for the threads that live on it.

A thread that is not registered gets the real function. Reading a clock is a poll: a loop
that only watches the time must see it move.
"""

import copyreg
import datetime
import operator
import time
from typing import Any

from hardware_mocks.virtual_time import active, real
from hardware_mocks.virtual_time.scheduler import NS_PER_S, Scheduler


def to_ns(seconds: float) -> int:
    """Return `seconds` in whole nanoseconds; a positive wait never becomes 0.

    A loop that waits for `deadline - now()` would spin for ever on a wait rounded to nothing.
    """
    nanoseconds = round(seconds * NS_PER_S)
    return 1 if nanoseconds == 0 and seconds > 0 else nanoseconds


def deadline_ns(scheduler: Scheduler, timeout_s: float | None) -> int | None:
    """Return when a wait that begins now is over; one that may not last at all is a poll."""
    if timeout_s is None:
        return None
    if timeout_s <= 0:
        scheduler.poll()
        return scheduler.now_ns
    return scheduler.now_ns + to_ns(timeout_s)


def sleep(seconds: float, /) -> None:
    """Let virtual time pass, as `time.sleep` lets real time pass."""
    task = active.task()
    if task is None:
        real.sleep(seconds)
        return
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    active.scheduler().sleep(task, to_ns(seconds))


def monotonic_ns() -> int:
    """Return nanoseconds since the run began."""
    if active.task() is None:
        return real.monotonic_ns()
    scheduler = active.scheduler()
    scheduler.poll()
    return scheduler.now_ns


def monotonic() -> float:
    """Return seconds since the run began."""
    if active.task() is None:
        return real.monotonic()
    scheduler = active.scheduler()
    scheduler.poll()
    return scheduler.now_ns / NS_PER_S


def perf_counter_ns() -> int:
    """Return nanoseconds since the run began."""
    return real.perf_counter_ns() if active.task() is None else monotonic_ns()


def perf_counter() -> float:
    """Return seconds since the run began."""
    return real.perf_counter() if active.task() is None else monotonic()


def process_time_ns() -> int:
    """Return nanoseconds since the run began: the real cost would differ from run to run."""
    return real.process_time_ns() if active.task() is None else monotonic_ns()


def process_time() -> float:
    """Return seconds since the run began: the real cost would differ from run to run."""
    return real.process_time() if active.task() is None else monotonic()


def time_ns() -> int:
    """Return nanoseconds since 1970 in the simulated world."""
    if active.task() is None:
        return real.time_ns()
    scheduler = active.scheduler()
    scheduler.poll()
    return scheduler.epoch_ns + scheduler.now_ns


def wall_time() -> float:
    """Return seconds since 1970 in the simulated world."""
    return real.time() if active.task() is None else time_ns() / NS_PER_S


def localtime(seconds: float | None = None) -> time.struct_time:
    """Break up a time, by default the simulated world's."""
    return real.localtime(wall_time() if seconds is None else seconds)


def gmtime(seconds: float | None = None) -> time.struct_time:
    """Break up a time in UTC, by default the simulated world's."""
    return real.gmtime(wall_time() if seconds is None else seconds)


def ctime(seconds: float | None = None) -> str:
    """Write a time as text, by default the simulated world's."""
    return real.ctime(wall_time() if seconds is None else seconds)


def asctime(moment: Any = None) -> str:
    """Write a broken-up time as text, by default the simulated world's."""
    return real.asctime(localtime() if moment is None else moment)


def strftime(layout: str, moment: Any = None) -> str:
    """Write a broken-up time in a layout, by default the simulated world's."""
    return real.strftime(layout, localtime() if moment is None else moment)


def clock_gettime_ns(clock: int) -> int:
    """Return a system clock in nanoseconds; every steady clock is the virtual one."""
    assert real.clock_gettime_ns is not None
    if active.task() is None:
        return int(real.clock_gettime_ns(clock))
    return time_ns() if clock == time.CLOCK_REALTIME else monotonic_ns()


def clock_gettime(clock: int) -> float:
    """Return a system clock in seconds; every steady clock is the virtual one."""
    return clock_gettime_ns(clock) / NS_PER_S


class _Impersonator(type):
    """Makes a replaced class pass for the real one wherever a type is asked for.

    The values that it makes are of the real class; a program's own subclasses are themselves.
    """

    def __instancecheck__(cls, value: object) -> bool:
        real_class = vars(cls).get("_stands_for")
        return isinstance(value, real_class) if real_class else super().__instancecheck__(value)

    def __subclasscheck__(cls, other: type) -> bool:
        real_class = vars(cls).get("_stands_for")
        return issubclass(other, real_class) if real_class else super().__subclasscheck__(other)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        real_class = vars(cls).get("_stands_for")
        return real_class(*args, **kwargs) if real_class else super().__call__(*args, **kwargs)


class VirtualDateTime(datetime.datetime, metaclass=_Impersonator):
    """`datetime.datetime`, whose `now()` reads the clock in C and cannot be replaced alone."""

    _stands_for = datetime.datetime

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        """Return the simulated world's date and time."""
        return cls.fromtimestamp(wall_time(), tz)

    @classmethod
    def utcnow(cls) -> Any:
        """Return the simulated world's date and time in UTC, without a time zone."""
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Any:
        """Return the simulated world's date and time."""
        return cls.now()


class VirtualDate(datetime.date, metaclass=_Impersonator):
    """`datetime.date`, whose `today()` reads the clock in C."""

    _stands_for = datetime.date

    @classmethod
    def today(cls) -> Any:
        """Return the simulated world's date."""
        return cls.fromtimestamp(wall_time())


def _pass_for(impersonator: Any, name: str) -> None:
    """Give a class the name of the real one, under which pickles know it."""
    impersonator.__module__ = "datetime"
    impersonator.__name__ = impersonator.__qualname__ = name
    state = operator.methodcaller("__reduce_ex__", 4)
    copyreg.pickle(impersonator._stands_for, lambda value: (impersonator, state(value)[1]))


_pass_for(VirtualDateTime, "datetime")
_pass_for(VirtualDate, "date")

REPLACEMENTS: dict[str, Any] = {
    "sleep": sleep,
    "time": wall_time,
    "time_ns": time_ns,
    "monotonic": monotonic,
    "monotonic_ns": monotonic_ns,
    "perf_counter": perf_counter,
    "perf_counter_ns": perf_counter_ns,
    "process_time": process_time,
    "process_time_ns": process_time_ns,
    "localtime": staticmethod(localtime),  # logging keeps it in a class: no method of that class
    "gmtime": staticmethod(gmtime),
    "ctime": ctime,
    "asctime": asctime,
    "strftime": strftime,
    "clock_gettime": clock_gettime,
    "clock_gettime_ns": clock_gettime_ns,
}
"""Names in the module `time` and what takes their place."""
