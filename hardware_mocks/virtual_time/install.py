"""Put virtual time under Python, once per process.

What is replaced goes on working as before for threads that live in real time, so nothing has
to be put back: without an active scheduler every call reaches the real thing.

Best done before gpiozero and the program are imported. Names taken earlier
(`from time import sleep`) are mended by identity, and so are locks that gpiozero and
`concurrent.futures` made when they were imported.
"""

import _thread
import datetime
import queue
import sys
import threading
import time
from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.virtual_time import clocks, real, threads, waits
from hardware_mocks.virtual_time.locks import VirtualLock

_KEEP_REAL = {
    "_pytest", "_thread", "asyncio", "datetime", "_datetime", "faulthandler", "hardware_mocks",
    "hypothesis",  # it looks at the clock whenever Python collects garbage
    "importlib", "logging", "pluggy", "pytest", "signal", "threading", "time", "zipimport",
}  # fmt: skip
"""Packages whose names are left alone: the machinery itself, and what runs around it."""

_REAL_LOCK_TYPES = (type(real.allocate_lock()), type(real.RLock()))
_installed = False
_mended: dict[str, int] = {}
"""Modules that have been mended, by name and identity; what they import later is virtual."""


def install() -> None:
    """Replace clocks, locks, thread starts and waits; later calls only mend new imports."""
    global _installed  # noqa: PLW0603 (a process has one `time` module)
    if not _installed:
        _installed = True
        for module, name, replacement in _replacements():
            if hasattr(module, name):
                setattr(module, name, replacement)
        threads.install()
        waits.install()
        when_imported("concurrent.futures.thread", _mend_locks)
        when_imported("concurrent.futures.thread", _end_workers_in_silence)
        when_imported("sched", _mend_default_arguments)
        when_imported("sqlite3.dbapi2", _adapt_dates)
    _mend_imported_names()


def _replacements() -> list[tuple[ModuleType, str, Any]]:
    """Return (module, name, what takes its place) for all that is replaced by name."""
    python_rlock = vars(threading)["_RLock"]  # made of Lock, so it becomes virtual with it
    return [
        *((time, name, replacement) for name, replacement in clocks.REPLACEMENTS.items()),
        (datetime, "datetime", clocks.VirtualDateTime),
        (datetime, "date", clocks.VirtualDate),
        (threading, "Lock", VirtualLock),
        (threading, "_allocate_lock", VirtualLock),
        (threading, "RLock", python_rlock),
        (threading, "_time", clocks.monotonic),
        (_thread, "allocate_lock", VirtualLock),
        (_thread, "start_new_thread", threads.start_new_thread),
        (queue, "time", clocks.monotonic),
        (queue, "SimpleQueue", vars(queue)["_PySimpleQueue"]),  # the one in C blocks in C
    ]


def _replacements_by_identity() -> dict[int, Any]:
    table: dict[int, Any] = {
        id(getattr(real, name)): replacement for name, replacement in clocks.REPLACEMENTS.items()
    }
    table |= {
        id(real.allocate_lock): VirtualLock,
        id(real.Lock): VirtualLock,
        id(real.RLock): threading.RLock,
        id(real.RLockInC): threading.RLock,
        id(real.SimpleQueue): queue.SimpleQueue,
        id(real.pause): waits.pause,
        id(real.select): waits.select,
        id(real.datetime_class): clocks.VirtualDateTime,
        id(real.date_class): clocks.VirtualDate,
    }
    table.pop(id(None), None)  # what this system does not have
    return table


def _mend_imported_names() -> None:
    """Mend `from time import sleep` and the like in modules imported before."""
    table = _replacements_by_identity()
    for name, module in list(sys.modules.items()):
        if not isinstance(module, ModuleType) or _mended.get(name) == id(module):
            continue
        _mended[name] = id(module)
        if name.partition(".")[0] in _KEEP_REAL:
            continue
        for key, value in list(vars(module).items()):
            replacement = table.get(id(value))
            if replacement is not None and replacement is not value:
                setattr(module, key, replacement)
        if name.startswith(("gpiozero", "concurrent.futures")):
            _mend_locks(module)


def _mend_default_arguments(module: ModuleType) -> None:
    """`sched.scheduler` takes its clock and its sleep as default arguments."""
    table = _replacements_by_identity()
    init = module.scheduler.__init__
    init.__defaults__ = tuple(table.get(id(value), value) for value in init.__defaults__)


def _adapt_dates(sqlite: ModuleType) -> None:
    """SQLite knows how to write a date by the exact class of the value."""
    for stand_in, real_class in (
        (clocks.VirtualDateTime, real.datetime_class),
        (clocks.VirtualDate, real.date_class),
    ):
        adapter = sqlite.adapters.get((stand_in, sqlite.PrepareProtocol))
        if adapter is not None:  # it was imported after the clock was taken over
            sqlite.register_adapter(real_class, adapter)


def _end_workers_in_silence(module: ModuleType) -> None:
    """A worker that waits for work when the run ends would log its end as a critical error."""

    def is_no_end(record: Any) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], SystemExit))

    module._base.LOGGER.addFilter(is_no_end)


def _mend_locks(module: ModuleType) -> None:
    """Replace locks made at import: a real one held across a virtual wait is a deadlock."""
    owners = [module, *(v for v in vars(module).values() if isinstance(v, type))]
    for owner in owners:
        if getattr(owner, "__module__", module.__name__) != module.__name__:
            continue
        for key, value in list(vars(owner).items()):
            if isinstance(value, _REAL_LOCK_TYPES):
                is_plain = isinstance(value, _REAL_LOCK_TYPES[0])
                setattr(owner, key, VirtualLock() if is_plain else threading.RLock())
