"""Notice a program that computes without end: its clock stands still.

The watchdog lives in real time. It watches the virtual clock, not activity: a loop may be
very busy and still never let time pass.
"""

import ctypes
import sys
from collections.abc import Callable
from types import FrameType

from hardware_mocks.virtual_time import real
from hardware_mocks.virtual_time.scheduler import NS_PER_S, ProgramStuckError, Scheduler

LOOK_EVERY_S = 0.1
SLOWEST = 0.03
"""A clock that goes slower than this, beside the computing, stands still: a loop that does
something dear and never waits moves it by half a microsecond a round."""
WAITS_LONGER = 6
"""A thread that waits for something real (a file, a line) may do so this much longer than one
may compute."""
IDLE = 0.02
"""Who computes for less than this share of the time does nothing. On a busy machine a program gets
little, but more: it is not the program that is slow."""
LONGEST_LOOK_S = 1.0
"""What passes between two looks beyond this is the machine's: it slept, or was busy elsewhere."""
Stack = list[tuple[str, int]]


class Spent:
    """What this process has done with real time since it was made.

    Attributes:
        computed_s: for how long it has computed.
        idle_s: for how long it has done nothing up to now.
        lasted_s: how long all this is, without what the machine itself has slept.
    """

    def __init__(self) -> None:
        self.computed_s = self.idle_s = self.lasted_s = 0.0
        self._now_s, self._cpu_s = real.monotonic(), real.process_time()

    def look(self) -> None:
        """Take in what has passed since the last look."""
        now_s, cpu_s = real.monotonic(), real.process_time()
        passed_s = min(now_s - self._now_s, LONGEST_LOOK_S)
        used_s = cpu_s - self._cpu_s
        self._now_s, self._cpu_s = now_s, cpu_s
        self.lasted_s += passed_s
        self.computed_s += used_s
        self.idle_s = self.idle_s + passed_s if used_s < IDLE * passed_s else 0.0


class Watchdog:
    """Raise `ProgramStuckError` in a thread that keeps the baton for too long.

    Args:
        patience_s: seconds of computing without a move of the clock.
        on_stuck: told the stack, innermost first, as (file, line) pairs; called again each
            time the patience is over, so that it can take harder measures.
    """

    def __init__(
        self, scheduler: Scheduler, patience_s: float, on_stuck: Callable[[Stack], None] | None
    ) -> None:
        self._scheduler = scheduler
        self._patience_s = patience_s
        self._on_stuck = on_stuck
        self._stopped = real.allocate_lock()

    def start(self) -> None:
        """Begin to watch, in a thread of its own."""
        self._stopped.acquire()
        real.start_new_thread(self._watch, ())

    def stop(self) -> None:
        """Stop watching; returns at once."""
        self._stopped.release()

    def _watch(self) -> None:
        seen_ns, spent = -1, Spent()
        least_ns = round(self._patience_s * SLOWEST * NS_PER_S)
        while not self._stopped.acquire(timeout=LOOK_EVERY_S):
            spent.look()
            moved = self._scheduler.now_ns - seen_ns >= least_ns or seen_ns < 0
            has_computed = spent.computed_s > self._patience_s
            has_waited = spent.idle_s > self._patience_s * WAITS_LONGER
            if not moved and (has_computed or has_waited):
                self._bark(self._scheduler.current.ident)
            elif not moved:
                continue
            seen_ns, spent = self._scheduler.now_ns, Spent()

    def _bark(self, ident: int) -> None:
        if self._on_stuck is not None:  # before the program can end because of what follows
            self._on_stuck(stack_of(sys._current_frames().get(ident)))
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(ident), ctypes.py_object(ProgramStuckError)
        )


def stack_of(frame: FrameType | None) -> Stack:
    """Return the (file, line) pairs from `frame` outwards."""
    stack = []
    while frame is not None:
        stack.append((frame.f_code.co_filename, frame.f_lineno))
        frame = frame.f_back
    return stack
