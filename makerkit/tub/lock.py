"""One at a time changes a tub: the recorder, the data page and `heal` may come together."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

_here = threading.RLock()
"""Within this process; a system without file locks (Windows) has only this one."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the tub while its manifest is read, changed and put back; short, and never nested.

    The lock is on the folder itself, so no file of ours lies in a tub, and whoever is killed lets
    go of it.
    """
    with _here, _file_lock(folder):
        yield


@contextlib.contextmanager
def _file_lock(folder: Path) -> Iterator[None]:
    try:
        import fcntl

        opened = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):  # a network disk without locks
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def try_to_hold(descriptor: int) -> bool:
    """Hold an open file as long as it is open; False if another program holds it.

    A writer holds its catalog so: a second writer is refused, and `heal` leaves that file alone.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network disk without locks
        return True
    return True


def is_held(path: Path) -> bool:
    """Return whether somebody is writing a file just now."""
    try:
        opened = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return not try_to_hold(opened)
    finally:
        os.close(opened)
