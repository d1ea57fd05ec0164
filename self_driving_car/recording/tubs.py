"""The tubs of a car: one for each day, and what is known of each."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from makerkit.tub import NoTubError, Tub

GB = 1e9


@dataclass(frozen=True, slots=True)
class TubInfo:
    """A tub, as a list shows it.

    Attributes:
        name: the name of its folder.
        records: how many it has that are not deleted.
        deleted: how many it has that are.
        changed_s: when somebody last wrote into it, in wall time.
        sessions: how many drives its manifest tells of.
    """

    name: str
    records: int
    deleted: int
    changed_s: float
    sessions: int


def tubs_in(folder: Path) -> list[TubInfo]:
    """Return the tubs in a folder, the newest first; what cannot be read is left out."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            tub = Tub(path)
            changed_s = max(one.path.stat().st_mtime for one in tub.layout.catalogs)
        except (NoTubError, OSError, ValueError):
            continue
        left = len(tub)
        sessions = len(tub.layout.manifest.sessions)
        found.append(TubInfo(path.name, left, tub.total - left, changed_s, sessions))
    return sorted(found, key=lambda one: (one.changed_s, one.name), reverse=True)


def tub_for(folder: Path, wall_s: float, most_records: int) -> Path:
    """Return where to record today: the tub of this day, or the next one when that is full."""
    day = time.strftime("%Y-%m-%d", time.localtime(wall_s))
    path, number = folder / day, 1
    while _records(path) >= most_records:
        number += 1
        path = folder / f"{day}_{number}"
    return path


def free_gb(folder: Path) -> float:
    """Return how much room is left where a folder is, or will be."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    return shutil.disk_usage(there).free / GB


def _records(path: Path) -> int:
    try:
        return Tub(path).end
    except (NoTubError, OSError):
        return 0
