"""Which scheduler is in force, seen from the calling thread.

At most one scheduler is active in a process. A thread that it does not know (pytest's, the
watchdog's) sees none.
"""

from hardware_mocks.virtual_time.scheduler import Scheduler, Task

_scheduler: Scheduler | None = None


def activate(scheduler: Scheduler | None) -> None:
    """Put `scheduler` in force, or none."""
    global _scheduler  # noqa: PLW0603 (one clock per process is the very idea)
    _scheduler = scheduler


def scheduler() -> Scheduler:
    """Return the scheduler in force; only for threads that have a task."""
    assert _scheduler is not None
    return _scheduler


def scheduler_or_none() -> Scheduler | None:
    """Return the scheduler in force whichever thread asks."""
    return _scheduler


def task() -> Task | None:
    """Return the calling thread's task, or None when it runs in real time."""
    return None if _scheduler is None else _scheduler.task_of_this_thread()


def poll() -> None:
    """Note a look at the world, if the calling thread lives in virtual time."""
    if _scheduler is not None:
        _scheduler.poll()


def tick() -> None:
    """Note one turn of a `while` loop, if the calling thread lives in virtual time."""
    if _scheduler is not None:
        _scheduler.tick()


def wake(task: Task) -> None:
    """Make a waiting task runnable, if its scheduler is still in force."""
    if _scheduler is not None:
        _scheduler.wake(task)
