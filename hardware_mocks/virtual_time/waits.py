"""Other calls that wait: `signal.pause`, `select`, asyncio's selectors, and events looked at."""

import select as select_module
import signal
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.virtual_time import active, real
from hardware_mocks.virtual_time.clocks import deadline_ns
from hardware_mocks.virtual_time.scheduler import Task

READY_NOW = 0.0


def pause() -> None:
    """Stand in for `signal.pause`: wait until the run ends."""
    task = active.task()
    if task is not None:
        active.scheduler().block(task, None, "pause")
    elif real.pause is not None:
        real.pause()


def _look_then_wait(look: Callable[[], Any], found: Any, timeout_s: float | None) -> Any:
    """Take what is ready now; otherwise wait in virtual time and look once more."""
    task, scheduler = active.task(), active.scheduler()
    assert task is not None
    ready = look()
    if found(ready) or (timeout_s is not None and timeout_s <= 0):
        scheduler.poll()
        return ready
    until_ns = deadline_ns(scheduler, timeout_s)
    scheduler.selecting.append(task)
    try:
        scheduler.block(task, until_ns, "select")
    finally:
        scheduler.selecting.remove(task)
    return look()


def select(read: Any, write: Any, error: Any, timeout: float | None = None) -> Any:
    """Stand in for `select.select`: descriptors that are ready now, else a virtual wait."""
    if active.task() is None:
        return real.select(read, write, error, timeout)
    return _look_then_wait(lambda: real.select(read, write, error, READY_NOW), any, timeout)


def _virtual_selector(selector: type) -> None:
    real_select = selector.select  # type: ignore[attr-defined]

    def virtual_select(self: Any, timeout: float | None = None) -> Any:
        if active.task() is None:
            return real_select(self, timeout)
        return _look_then_wait(lambda: real_select(self, READY_NOW), bool, timeout)

    selector.select = virtual_select  # type: ignore[attr-defined]


def _virtual_selectors(selectors: ModuleType) -> None:
    for name in ("EpollSelector", "PollSelector", "SelectSelector", "KqueueSelector"):
        selector = getattr(selectors, name, None)
        if selector is not None:
            _virtual_selector(selector)


def _virtual_event_loop(selector_events: ModuleType) -> None:
    """A call from another thread wakes the loop through a socket: wake its task as well."""
    loop = selector_events.BaseSelectorEventLoop
    write_to_self = loop._write_to_self

    def virtual_write_to_self(self: Any) -> None:
        write_to_self(self)
        scheduler = active.scheduler_or_none()
        if scheduler is not None:
            for task in scheduler.selecting:
                scheduler.wake(task)

    loop._write_to_self = virtual_write_to_self


class _Waiter:
    """Stands in a condition's queue of waiters, where `notify` calls `release`."""

    __slots__ = ("_task",)

    def __init__(self, task: Task) -> None:
        self._task = task

    def release(self) -> None:
        active.wake(self._task)


def _wait_for_news(condition: threading.Condition, task: Task, timeout_s: float | None) -> bool:
    """Wait until somebody notifies the condition; return False when time was up first."""
    scheduler = active.scheduler()
    until_ns = deadline_ns(scheduler, timeout_s)
    waiter = _Waiter(task)
    waiters = condition._waiters  # type: ignore[attr-defined]
    waiters.append(waiter)
    woken = False
    try:
        woken = scheduler.block(task, until_ns, "condition")
    finally:
        if not woken and waiter in waiters:
            waiters.remove(waiter)
    return woken


def _install_conditions() -> None:
    """Conditions and events wait without the lock that Python makes for each wait.

    Looking at an event is a poll, and so is a wait that need not wait.
    """
    real_condition_wait, real_event_wait = threading.Condition.wait, threading.Event.wait

    def wait_for_news(self: threading.Condition, timeout: float | None = None) -> bool:
        task = active.task()
        if task is None or not self._is_owned():  # type: ignore[attr-defined]
            return real_condition_wait(self, timeout)
        state = self._release_save()  # type: ignore[attr-defined]
        try:
            return _wait_for_news(self, task, timeout)
        finally:
            self._acquire_restore(state)  # type: ignore[attr-defined]

    def wait_for_flag(self: threading.Event, timeout: float | None = None) -> bool:
        task = active.task()
        if self._flag:  # type: ignore[attr-defined]
            active.poll()
        elif task is None:
            return real_event_wait(self, timeout)
        else:
            _wait_for_news(self._cond, task, timeout)  # type: ignore[attr-defined]
        return self._flag  # type: ignore[attr-defined,no-any-return]

    def is_set(self: threading.Event) -> bool:
        active.poll()
        return self._flag  # type: ignore[attr-defined,no-any-return]

    threading.Condition.wait = wait_for_news  # type: ignore[method-assign]
    threading.Event.wait = wait_for_flag  # type: ignore[method-assign]
    threading.Event.is_set = is_set  # type: ignore[method-assign]


def install() -> None:
    """Replace the waiting calls for every thread that lives in virtual time."""
    if real.pause is not None:
        signal.pause = pause
    select_module.select = select
    _install_conditions()
    when_imported("selectors", _virtual_selectors)
    when_imported("asyncio.selector_events", _virtual_event_loop)
