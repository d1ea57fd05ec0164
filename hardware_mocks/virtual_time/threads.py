"""Starting and joining threads, registered with the scheduler in program order.

Python 3.11 and 3.12 start a thread by `_start_new_thread`, 3.13 by `_start_joinable_thread`.
"""

import threading
from _thread import get_ident
from collections.abc import Callable, Mapping
from typing import Any

from hardware_mocks.virtual_time import active, real
from hardware_mocks.virtual_time.clocks import deadline_ns
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
    until_ns = deadline_ns(scheduler, timeout_s)
    joined.joiners.append(task)
    try:
        return scheduler.block(task, until_ns, "join")
    finally:
        joined.joiners.remove(task)  # what it waits for next is not this thread's affair


def _unfinished_task_of(thread: threading.Thread) -> Task | None:
    task: Task | None = getattr(thread, _TASK, None)
    return None if task is None or task.done else task


def install() -> None:
    """Replace thread starting and joining for every thread that lives in virtual time."""
    if hasattr(threading, "_start_joinable_thread"):
        _install_joinable_start()  # Python 3.13 and newer
    else:
        threading._start_new_thread = start_new_thread  # type: ignore[attr-defined]
    _install_join()


def _install_joinable_start() -> None:
    start_joinable = threading._start_joinable_thread  # type: ignore[attr-defined]

    def virtual_start(function: Any, handle: Any = None, daemon: bool = True) -> Any:
        if active.task() is None:
            return start_joinable(function, handle=handle, daemon=daemon)
        return _start(
            function, function, lambda boot: start_joinable(boot, handle=handle, daemon=daemon)
        )

    threading._start_joinable_thread = virtual_start  # type: ignore[attr-defined]


def _install_join() -> None:
    """Join and look at threads alike in all versions of Python, so that looks cost alike."""
    join, is_alive = threading.Thread.join, threading.Thread.is_alive

    def virtual_join(self: threading.Thread, timeout: float | None = None) -> None:
        task = active.task()
        joined = None if task is None else _unfinished_task_of(self)
        if task is None:
            join(self, timeout)
        elif joined is None or joined is task or _join_task(task, joined, timeout):
            join(self)  # already over, or Python's own error for joining oneself

    def virtual_is_alive(self: threading.Thread) -> bool:
        if active.task() is None or getattr(self, _TASK, None) is None:
            return is_alive(self)
        active.poll()
        if _unfinished_task_of(self) is not None:
            return True
        join(self)  # it has let go of the baton: microseconds
        return False

    threading.Thread.join = virtual_join  # type: ignore[method-assign]
    threading.Thread.is_alive = virtual_is_alive  # type: ignore[method-assign]
