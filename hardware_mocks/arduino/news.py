"""Something threads wait for: in virtual time by handing the baton on, else on a condition."""

import threading
from typing import Any

from hardware_mocks.clock import Clock
from hardware_mocks.virtual_time import active
from hardware_mocks.virtual_time.clocks import to_ns
from hardware_mocks.virtual_time.scheduler import Task


class News:
    """Wakes whoever waits; each looks for itself whether it is what it waits for.

    Both `wait` and `tell` want the clock's lock to be held.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks: list[Task] = []
        lock: Any = clock.lock
        self._condition = threading.Condition(lock) if hasattr(lock, "acquire") else None

    def wait(self, left_s: float | None) -> None:
        """Wait until the next `tell`, at most so long; None has no limit."""
        task = active.task()
        if task is None:
            assert self._condition is not None, "virtual time is not for a thread that is no part"
            self._condition.wait(left_s)
            return
        until_ns = None if left_s is None else self._clock.now_ns + to_ns(left_s)
        self._tasks.append(task)
        try:
            active.scheduler().block(task, until_ns, "condition")
        finally:
            if task in self._tasks:
                self._tasks.remove(task)

    def tell(self) -> None:
        """Wake everybody who waits."""
        if self._condition is not None:
            self._condition.notify_all()
        for task in self._tasks:
            active.wake(task)
        self._tasks.clear()
