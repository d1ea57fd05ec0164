"""A lock that hands the baton on instead of blocking the whole process.

`threading.Event`, `Condition`, `Semaphore`, `Barrier`, `queue.Queue`, futures and timers are
all made of this one type, so replacing it makes them virtual.
"""

from collections import deque
from types import TracebackType

from hardware_mocks.virtual_time import active, real
from hardware_mocks.virtual_time.clocks import deadline_ns
from hardware_mocks.virtual_time.scheduler import Task


class VirtualLock:
    """Stands in for `threading.Lock`; a real one for threads that are not registered."""

    __slots__ = ("__weakref__", "_lock", "_waiters")

    def __init__(self) -> None:
        self._lock = real.allocate_lock()
        self._waiters: deque[Task] | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock as `threading.Lock.acquire` does, waiting in virtual time."""
        if self._lock.acquire(False):
            return True
        task = active.task()
        if not blocking:
            if timeout != -1:
                raise ValueError("can't specify a timeout for a non-blocking call")
            if task is not None:
                active.scheduler().poll()
            return False
        if task is None:
            return self._lock.acquire(True, timeout)
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        return self._wait(task, None if timeout == -1 else timeout)

    def _wait(self, task: Task, timeout_s: float | None) -> bool:
        scheduler = active.scheduler()
        until_ns = deadline_ns(scheduler, timeout_s)
        if self._waiters is None:
            self._waiters = deque()
        while True:
            self._waiters.append(task)
            woken = False
            try:
                woken = scheduler.block(task, until_ns, "lock")
            finally:
                if not woken and task in self._waiters:
                    self._waiters.remove(task)
            if self._lock.acquire(False):
                return True
            if not woken:
                return False

    def release(self) -> None:
        """Give the lock back and let the first one who waits run."""
        self._lock.release()
        if self._waiters:
            active.wake(self._waiters.popleft())

    def locked(self) -> bool:
        """Return whether anybody holds the lock."""
        return self._lock.locked()

    _is_owned = locked  # a condition asks before each notify: no poll, as its own way would be

    def __enter__(self) -> bool:
        return self._lock.acquire(False) or self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.release()
        if self._waiters:
            active.wake(self._waiters.popleft())

    def _at_fork_reinit(self) -> None:
        self._lock = real.allocate_lock()
        self._waiters = None

    def __repr__(self) -> str:
        return f"<{'locked' if self.locked() else 'unlocked'} VirtualLock at {id(self):#x}>"
