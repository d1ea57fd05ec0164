"""What a power cut left: at the start, make clips of the `.part` files in a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from makerkit.camera.clip_file import free_name, lock, sync_folder
from makerkit.camera.clips import PART
from makerkit.camera.mp4 import boxes
from makerkit.camera.mp4.scan import Scan, scan
from makerkit.errors import NotThereError

DAMAGED = "damaged"
"""The folder beside the clips for what cannot be played."""


class Fate(Enum):
    """What became of a file."""

    WHOLE = "whole"
    TRIMMED = "trimmed"
    DAMAGED = "damaged"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of one `.part` file.

    Attributes:
        path: where it is now.
        fate: whole; trimmed, without its broken end; damaged, put aside; busy, still written.
        duration_s: how long it plays.
        lost_bytes: the broken end.
        words: the same for people.
    """

    path: Path
    fate: Fate
    duration_s: float
    lost_bytes: int
    words: str


def recover(folder: str | Path) -> list[Recovered]:
    """Make a clip of each `.part` file that has something to play; put the others aside.

    Call it before anything is recorded. Files that a running program is writing are left alone.
    It may be cut off at any point and called again.

    Raises:
        NotThereError: there is no such folder.
    """
    root = Path(folder)
    if not root.is_dir():
        raise NotThereError(f"There is no folder {root} for clips. Create it, or name another.")
    return [_recover(path) for path in sorted(root.glob(f"*{PART}")) if path.is_file()]


def _recover(path: Path) -> Recovered:
    with path.open("r+b") as file:
        if not lock(file.fileno()):
            return Recovered(path, Fate.BUSY, 0.0, 0, f"{path.name} is being written.")
        found = scan(path)
        if not found.fragments:
            reason = "it has no picture" if found.has_header else "it does not begin as a film does"
            return _put_aside(path, found, reason)
        _finish(file, found)
        reason = _why_it_does_not_play(path)
        if reason:
            return _put_aside(path, found, reason)
    return _name(path, found)


def _finish(file: Any, found: Scan) -> None:
    """Cut off the broken end and write what closing would have written."""
    file.truncate(found.good_bytes)
    file.seek(found.good_bytes)
    with suppress(OSError):  # a full disk: it plays without
        file.write(boxes.index(found.index()))
        file.flush()
    if found.duration_place is not None:
        file.seek(found.duration_place)
        file.write(boxes.duration(found.duration_us))
    file.flush()
    os.fsync(file.fileno())


def _name(path: Path, found: Scan) -> Recovered:
    target = free_name(path.with_name(path.name.removesuffix(PART)))
    path.rename(target)
    sync_folder(target.parent)
    lost = found.broken_bytes
    fate = Fate.TRIMMED if lost else Fate.WHOLE
    seconds = found.duration_us / 1e6
    words = f"{target.name}: {seconds:.1f} s recovered"
    words += f", {lost} bytes of a picture not finished are gone." if lost else ", all of it."
    return Recovered(target, fate, seconds, lost, words)


def _put_aside(path: Path, found: Scan, reason: str) -> Recovered:
    folder = path.parent / DAMAGED
    folder.mkdir(exist_ok=True)
    target = free_name(folder / path.name)
    path.rename(target)
    sync_folder(folder)
    sync_folder(path.parent)
    words = f"{path.name} cannot be played: {reason}. It was put into {folder}."
    return Recovered(target, Fate.DAMAGED, 0.0, found.broken_bytes, words)


def _why_it_does_not_play(path: Path) -> str:
    """Return why the first picture cannot be decoded, or "" when it can, or PyAV is not there."""
    try:
        import av
    except ImportError:
        return ""
    try:
        with _quiet(), av.open(str(path)) as film:
            next(film.decode(video=0))
    except (av.error.FFmpegError, StopIteration, IndexError, ValueError) as error:
        return f"its first picture cannot be decoded ({error or type(error).__name__})"
    return ""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep FFmpeg's own words about a damaged film off the terminal."""
    import av.logging

    before = av.logging.get_level()
    av.logging.set_level(av.logging.PANIC)
    try:
        yield
    finally:
        av.logging.set_level(before)
