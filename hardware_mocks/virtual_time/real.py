"""The real clock, locks and waits, kept before anything is replaced.

Whatever belongs to the machine and not to the simulated world (the watchdog, pytest,
a web server's threads) goes on using these.
"""

import _thread
import datetime
import os
import queue
import select as _select
import signal
import threading
import time as _time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
sleep = _time.sleep
time = _time.time
time_ns = _time.time_ns
monotonic = _time.monotonic
monotonic_ns = _time.monotonic_ns
perf_counter = _time.perf_counter
perf_counter_ns = _time.perf_counter_ns
process_time = _time.process_time
process_time_ns = _time.process_time_ns
localtime = _time.localtime
gmtime = _time.gmtime
ctime = _time.ctime
asctime = _time.asctime
strftime = _time.strftime
clock_gettime = getattr(_time, "clock_gettime", None)
clock_gettime_ns = getattr(_time, "clock_gettime_ns", None)

allocate_lock = _thread.allocate_lock
start_new_thread = _thread.start_new_thread
Lock = threading.Lock  # since Python 3.13 not the same as `allocate_lock`
RLock = threading.RLock
RLockInC = _thread.RLock  # what functools takes
SimpleQueue = queue.SimpleQueue
select = _select.select
pause = getattr(signal, "pause", None)  # Windows has none
urandom = os.urandom
datetime_class = datetime.datetime
date_class = datetime.date


def do(action: Callable[[], Result]) -> Result:
    """Do something in a thread that lives in real time, and wait for it.

    It may start processes and wait for them: the compiler takes its seconds, and no clock of the
    simulated world moves.
    """
    results: list[Result] = []
    failures: list[BaseException] = []
    is_done = allocate_lock()
    is_done.acquire()

    def work() -> None:
        try:
            results.append(action())
        except BaseException as error:  # handed over to who waits
            failures.append(error)
        finally:
            is_done.release()

    start_new_thread(work, ())
    is_done.acquire()
    if failures:
        raise failures[0]
    return results[0]
