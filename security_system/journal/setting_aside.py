"""Databases that cannot be used any more: kept for whoever wants to look, but not for ever."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

KEPT_MOST = 3
"""Damaged databases that are kept: more would fill the card that damages them."""


def set_aside(path: Path) -> str:
    """Rename a database with its write-ahead log; return its new name, "" when there was none.

    Raises:
        OSError: the system refuses it.
    """
    if not path.exists():
        _remove_logs(path)
        return ""
    number = 1 + max((_number(old) for old in _old_ones(path)), default=0)
    aside = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    for old in sorted(_old_ones(path), key=_number)[:-KEPT_MOST]:
        old.unlink(missing_ok=True)
        _remove_logs(old)
    return aside.name


def sweep(folder: Path, name: str) -> None:
    """Remove what a power cut has left of a file that was being replaced."""
    for half in folder.glob(f".{name}.*.tmp"):
        half.unlink(missing_ok=True)


def _remove_logs(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _old_ones(path: Path) -> list[Path]:
    return list(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"))


def _number(path: Path) -> int:
    number = path.stem.rpartition("-")[2]
    return int(number) if number.isdigit() else 0
