"""The clock that parts and pins live by: virtual in checks, the wall's on the live bench."""

import contextlib
import heapq
import itertools
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from hardware_mocks.virtual_time import NS_PER_S, Scheduler, real


class Clock(Protocol):
    """What the bench needs of time.

    Attributes:
        now_ns: nanoseconds since the run began.
        lock: held while the circuit changes; free of cost in virtual time, where one thread runs.
        patience_tries: how often the world tries to touch a part that is not there yet. In real
            time a slow machine may take seconds to make it; in virtual time it is a mistake.
    """

    lock: AbstractContextManager[Any]
    patience_tries: int

    @property
    def now_ns(self) -> int:
        """Nanoseconds since the run began."""

    def at(self, t_ns: int, action: Callable[..., Any], *args: Any) -> None:
        """Call `action(*args)` at that time; it must not block."""

    def after(self, delay_ns: int, action: Callable[..., Any], *args: Any) -> None:
        """Call `action(*args)` after that time; it must not block."""

    def acting_at(self, t_ns: int | None) -> None:
        """Say another time than it is to what is carried out now, until told None.

        A simulated board tells what it did a little later, each deed with its own time.
        """

    def poll(self) -> None:
        """Note that the program looked at the world without waiting."""

    def input_changed(self) -> None:
        """Note that something changed that the program may be looking for."""

    def start(self) -> None:
        """Begin to count: the program starts now."""

    def stop(self) -> None:
        """Drop what is still planned."""


class VirtualClock:
    """The scheduler's clock, as the bench sees it."""

    patience_tries = 0

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.lock: AbstractContextManager[Any] = contextlib.nullcontext()
        self._acting_at_ns: int | None = None
        self.at = scheduler.at
        self.poll = scheduler.poll
        self.input_changed = scheduler.input_changed

    @property
    def now_ns(self) -> int:
        """Nanoseconds since the run began."""
        acting_at_ns = self._acting_at_ns
        return self._scheduler.now_ns if acting_at_ns is None else acting_at_ns

    def after(self, delay_ns: int, action: Callable[..., Any], *args: Any) -> None:
        """Call `action(*args)` after that time; it must not block."""
        self.at(self.now_ns + delay_ns, action, *args)

    def acting_at(self, t_ns: int | None) -> None:
        """Say another time to what is carried out now, until told None."""
        self._acting_at_ns = t_ns

    def start(self) -> None:
        """Nothing to start: virtual time waits for the program."""

    def stop(self) -> None:
        """Nothing to stop: the scheduler ends with its run."""


class WallClock:
    """Real time; one thread, `world-clock`, carries out what was planned.

    It stands at 0 until `start`: how long the bench takes to set up is not part of the run.

    A busy machine carries it out late, but for what follows from it the clock says the planned
    time: an echo is as long as it should be, and a distance comes out right.
    """

    patience_tries = 100

    def __init__(self) -> None:
        self.lock: AbstractContextManager[Any] = real.RLock()
        self._began_ns: int | None = None
        self._heap: list[tuple[int, int, Callable[..., Any], tuple[Any, ...]]] = []
        self._sequence = itertools.count()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._acting_at_ns: int | None = None
        self._due_ns: int | None = None

    @property
    def now_ns(self) -> int:
        """Nanoseconds since the start."""
        if self._began_ns is None:
            return 0
        if self._acting_at_ns is not None and threading.current_thread() is self._thread:
            return self._acting_at_ns
        return real.monotonic_ns() - self._began_ns

    def at(self, t_ns: int, action: Callable[..., Any], *args: Any) -> None:
        """Call `action(*args)` at `t_ns`, in the clock's own thread."""
        with self._changed:
            heapq.heappush(self._heap, (t_ns, next(self._sequence), action, args))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="world-clock", daemon=True)
                self._thread.start()
            self._changed.notify()

    def after(self, delay_ns: int, action: Callable[..., Any], *args: Any) -> None:
        """Call `action(*args)` in `delay_ns`, in the clock's own thread."""
        self.at(self.now_ns + delay_ns, action, *args)

    def start(self) -> None:
        """Begin to count, and to carry out what is planned."""
        with self._changed:
            self._began_ns = real.monotonic_ns()
            self._changed.notify()

    def acting_at(self, t_ns: int | None) -> None:
        """Say another time to what the clock's own thread carries out now, until told None."""
        self._acting_at_ns = self._due_ns if t_ns is None else t_ns

    def poll(self) -> None:
        """A look at the world costs what it costs."""

    def input_changed(self) -> None:
        """Nothing to do: a busy loop sees it in its own time."""

    def stop(self) -> None:
        """Stop the thread; what is still planned is dropped."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=2)

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._stopped and not self._is_due():
                    self._changed.wait(self._wait_s())
                if self._stopped:
                    return
                t_ns, _, action, args = heapq.heappop(self._heap)
            with self.lock:
                self._acting_at_ns = self._due_ns = t_ns
                action(*args)
                self._acting_at_ns = self._due_ns = None

    def _is_due(self) -> bool:
        if not self._heap or self._began_ns is None:
            return False
        return self._heap[0][0] <= self.now_ns

    def _wait_s(self) -> float | None:
        if not self._heap or self._began_ns is None:
            return None
        return (self._heap[0][0] - self.now_ns) / NS_PER_S
