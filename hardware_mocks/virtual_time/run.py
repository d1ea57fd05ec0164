"""One run in virtual time, as a context manager."""

import contextlib
import os
import sys
from collections.abc import Callable
from types import TracebackType

from hardware_mocks.virtual_time import active, chance
from hardware_mocks.virtual_time.install import install
from hardware_mocks.virtual_time.scheduler import NEW_YEAR_2025_S, Scheduler
from hardware_mocks.virtual_time.watchdog import Watchdog

PATIENCE_S = 5.0
"""Real seconds the clock may stand still while a thread computes."""


class VirtualTime:
    """Let the calling thread, and every thread it starts, live in virtual time.

    Example::

        with VirtualTime(until_s=600) as clock:
            time.sleep(599)          # at once
        print(clock.now_ns)          # 599000000000

    On leaving, threads that still wait are ended where they wait.

    Args:
        until_s: virtual seconds after which `RunEnded` is raised in the calling thread.
        epoch_s: what `time.time()` says at the start, in seconds since 1970 (UTC).
        seed: of every source of chance.
        patience_s: real seconds the clock may stand still before `ProgramStuckError`.
        on_one_cpu: keep the threads on one processor core: taking turns they gain nothing from
            a second one, and changing it costs them a third of their time. Libraries that compute
            on all cores (numpy, cv2) want False.
        on_stuck: called by the watchdog with the stack of the thread that computes.
    """

    def __init__(
        self,
        *,
        until_s: float | None = None,
        epoch_s: float = NEW_YEAR_2025_S,
        seed: int = 0,
        patience_s: float = PATIENCE_S,
        on_one_cpu: bool = True,
        on_stuck: Callable[[list[tuple[str, int]]], None] | None = None,
    ) -> None:
        self.scheduler = Scheduler(until_s, epoch_s)
        self.left_over: list[str] = []
        self._chance = chance.seeded(seed)
        self._on_one_cpu = on_one_cpu
        self._cpus_before: set[int] = set()
        self._watchdog = Watchdog(self.scheduler, patience_s, on_stuck)

    def __enter__(self) -> Scheduler:
        if active.scheduler_or_none() is not None:
            raise RuntimeError("virtual time is in force already: one run at a time")
        install()
        self._chance.__enter__()
        self.scheduler.adopt_this_thread("main")
        active.activate(self.scheduler)
        self._watchdog.start()
        if self._on_one_cpu:
            self._cpus_before = _stay_on_one_cpu()
        return self.scheduler

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._watchdog.stop()
        try:
            self.left_over = self.scheduler.dismiss_all()
        finally:
            active.activate(None)
            if self._cpus_before:
                os.sched_setaffinity(0, self._cpus_before)
            self._chance.__exit__(*sys.exc_info())


def _stay_on_one_cpu() -> set[int]:
    """Bind the calling thread, and those it starts, to one core; return those it had before."""
    if not hasattr(os, "sched_setaffinity"):
        return set()
    before = os.sched_getaffinity(0)
    with contextlib.suppress(OSError):
        os.sched_setaffinity(0, {sorted(before)[os.getpid() % len(before)]})
    return before
