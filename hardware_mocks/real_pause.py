"""A `signal.pause` for real time that misses no signal.

Python's own sleeps on where a signal comes while it still hands the interpreter on to another
thread, which takes milliseconds on a busy machine: in some of a thousand starts Ctrl-C was lost so.
"""

import os
import select
import signal
import threading

_pythons = getattr(signal, "pause", None)  # Windows has none


def install() -> None:
    """Let a program that is started from now on wait by this one."""
    if _pythons is not None:
        signal.pause = pause


def pause() -> None:
    """Wait until a signal has been handled."""
    if threading.current_thread() is not threading.main_thread():
        assert _pythons is not None
        _pythons()
        return
    heard, tells = os.pipe()  # Python writes into it as soon as a signal comes
    os.set_blocking(tells, False)
    before = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    try:
        select.select([heard], [], [])
    finally:
        signal.set_wakeup_fd(before)
        os.close(heard)
        os.close(tells)
