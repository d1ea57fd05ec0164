"""Starting and joining threads, registered with the scheduler in program order.

Python 3.11 and 3.12 start a thread by `_start_new_thread` and join it by its state lock;
3.13 starts it by `_start_joinable_thread` and joins it by a handle.
"""

import threading
from _thread import get_ident
from collections.abc import Callable, Mapping
from typing import Any

from hardware_mocks.virtual_time import active, real
from hardware_mocks.virtual_time.clocks import to_ns
from hardware_mocks.virtual_time.scheduler import Scheduler, Task

_TASK = "_virtual_task"  # kept on the Thread: thread idents are reused


def _task_for(function: Callable[..., Any]) -> Task:
    owner = getattr(function, "__self__", None)
    if isinstance(owner, threading.Thread):
        task = Task(owner.name, owner)
        setattr(owner, _TASK, task)
        return task
    return Task(getattr(function, "__qualname__", "thread"))


def _registered(
    scheduler: Scheduler, task: Task, started: Any, run: Callable[[], object]
) -> Callable[[], None]:
    """Wrap `run` so that the new thread waits for the baton first and gives it up at the end."""

    def boot() -> None:
        task.ident = get_ident()
        started.release()
        task.baton.acquire()
        try:
            if task.error is None:
                run()
        except SystemExit:
            pass  # as _thread does; anything else is printed by the interpreter
        finally:
            scheduler.finish(task)

    return boot


def _start(function: Callable[..., Any], run: Callable[[], object], starter: Any) -> Any:
    scheduler = active.scheduler()
    task = _task_for(function)
    started = real.allocate_lock()
    started.acquire()
    result = starter(_registered(scheduler, task, started, run))
    started.acquire()  # a real wait of microseconds, so that registration is in program order
    scheduler.add_thread(task)
    return result


def start_new_thread(
    function: Callable[..., Any],
    args: tuple[Any, ...] = (),
    kwargs: Mapping[str, Any] | None = None,
) -> int:
    """Stand in for `_thread.start_new_thread`."""
    kwargs = kwargs or {}
    if active.task() is None:
        return real.start_new_thread(function, args, dict(kwargs))
    return int(
        _start(
            function,
            lambda: function(*args, **kwargs),
            lambda boot: real.start_new_thread(boot, ()),
        )
    )


def _join_task(task: Task, joined: Task, timeout_s: float | None) -> bool:
    """Wait in virtual time until `joined` has ended; return False when time was up first."""
    scheduler = active.scheduler()
    deadline_ns = None if timeout_s is None else scheduler.now_ns + to_ns(max(timeout_s, 0))
    joined.joiners.append(task)
    try:
        return scheduler.block(task, deadline_ns, "join")
    finally:
        joined.joiners.remove(task)  # what it waits for next is not this thread's affair


def _unfinished_task_of(thread: threading.Thread) -> Task | None:
    task: Task | None = getattr(thread, _TASK, None)
    return None if task is None or task.done else task


def install() -> None:
    """Replace thread starting and joining for every thread that lives in virtual time."""
    if hasattr(threading, "_start_joinable_thread"):
        _install_joinable()
    else:
        _install_state_lock()


def _install_joinable() -> None:
    """Python 3.13 and newer."""
    start_joinable = threading._start_joinable_thread  # type: ignore[attr-defined]
    join, is_alive = threading.Thread.join, threading.Thread.is_alive

    def virtual_start(function: Any, handle: Any = None, daemon: bool = True) -> Any:
        if active.task() is None:
            return start_joinable(function, handle=handle, daemon=daemon)
        return _start(
            function, function, lambda boot: start_joinable(boot, handle=handle, daemon=daemon)
        )

    def virtual_join(self: threading.Thread, timeout: float | None = None) -> None:
        task = active.task()
        joined = None if task is None else _unfinished_task_of(self)
        if task is None:
            join(self, timeout)
        elif joined is None or joined is task or _join_task(task, joined, timeout):
            join(self)  # already over, or Python's own error for joining oneself

    def virtual_is_alive(self: threading.Thread) -> bool:
        if active.task() is not None and getattr(self, _TASK, None) is not None:
            alive = _unfinished_task_of(self) is not None
            if not alive:
                join(self)  # it has let go of the baton: microseconds
            return alive
        return is_alive(self)

    threading._start_joinable_thread = virtual_start  # type: ignore[attr-defined]
    threading.Thread.join = virtual_join  # type: ignore[method-assign]
    threading.Thread.is_alive = virtual_is_alive  # type: ignore[method-assign]


def _install_state_lock() -> None:
    """Python 3.11 and 3.12."""
    wait_for_state_lock = threading.Thread._wait_for_tstate_lock  # type: ignore[attr-defined]

    def virtual_wait(self: threading.Thread, block: bool = True, timeout: float = -1) -> None:
        task = active.task()
        if task is None:
            wait_for_state_lock(self, block, timeout)
            return
        joined = _unfinished_task_of(self)
        if joined is not None:
            if not block:
                active.scheduler().poll()
                return
            if not _join_task(task, joined, None if timeout < 0 else timeout):
                return
        wait_for_state_lock(self)

    threading.Thread._wait_for_tstate_lock = virtual_wait  # type: ignore[attr-defined]
    threading._start_new_thread = start_new_thread  # type: ignore[attr-defined]
