"""Brings pictures to the disk: many small files at once, where the system knows how."""

import ctypes
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

FEW = 3
"""So few files are brought home one by one: that leaves everybody else's alone."""


def sync_files(folder: Path, names: Iterable[str]) -> None:
    """Return when files of a folder are on the disk.

    Linux writes back a whole file system in one go (`syncfs`): one commit of its journal, where 20
    files one by one are 20, each of which wears out an SD card.

    Raises:
        OSError: the system could not write.
    """
    wanted = list(names)
    if len(wanted) > FEW and _sync_all(folder):
        return
    for name in wanted:
        opened = os.open(folder / name, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _sync_all(folder: Path) -> bool:
    """Write back the file system with a folder; return whether this system can do that."""
    syncfs = _syncfs()
    if syncfs is None:
        return False
    opened = os.open(folder, os.O_RDONLY)
    try:
        return syncfs(opened) == 0
    finally:
        os.close(opened)


@cache
def _syncfs() -> Callable[[int], int] | None:
    try:
        found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "syncfs", None)
    except (OSError, TypeError):  # no Linux
        return None
    return found
