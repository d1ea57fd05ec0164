"""The file under a clip: what `append` has returned from is on the disk, or was never there."""

import contextlib
import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from makerkit.atomic_file import cannot_write
from makerkit.camera.mp4.boxes import MEHD_BYTES, no_duration
from makerkit.errors import MakerKitError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_bring_to_disk = getattr(os, "fdatasync", os.fsync)


class DiskFullError(MakerKitError, OSError):
    """There is no room for more of a clip; what was written is kept."""

    def __str__(self) -> str:  # OSError would print its arguments as an errno pair
        return str(self.args[0])


class ClipFile:
    """A growing file that nobody else takes for an abandoned one.

    Attributes:
        path: its name now, ending in `.part` until `rename`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("x+b", buffering=0)
        lock(self._file.fileno())
        self._end = 0
        self._duration_place: int | None = None
        sync_folder(path.parent)

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be written any more."""
        return self._file.closed

    def append(self, data: bytes, safe_s: float) -> int:
        """Bring data to the disk, and return where it begins.

        Args:
            safe_s: how much of the film is there already, for the message.

        Raises:
            DiskFullError: the file is as long as before.
        """
        place = self._end
        try:
            self._write(data)
            _bring_to_disk(self._file.fileno())
        except OSError as error:
            with suppress(OSError):
                self._file.seek(place)
                self._file.truncate()
            raise self._cannot_write(error, safe_s) from error
        self._end += len(data)
        if self._duration_place is None and (found := data.find(no_duration())) >= 0:
            self._duration_place = place + found
        return place

    def finish(self, duration: bytes, index: bytes) -> None:
        """Write how long the film is and where its key frames are; a full disk may refuse that."""
        with suppress(OSError):
            self._write(index)
        if self._duration_place is not None and len(duration) == MEHD_BYTES:
            with suppress(OSError):
                self._file.seek(self._duration_place)
                self._file.write(duration)
        with suppress(OSError):
            os.fsync(self._file.fileno())

    def rename(self, target: Path) -> Path:
        """Close it and give it its name, or one beside it when there is such a file; return it."""
        target = free_name(target)
        self._file.close()
        self.path.rename(target)
        sync_folder(target.parent)
        return target

    def remove(self) -> None:
        """Close it and take it away: it holds nothing."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        self._file.seek(self._end)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _cannot_write(self, error: OSError, safe_s: float) -> MakerKitError:
        name = self.path.with_suffix("")
        if error.errno not in _FULL:
            return cannot_write(name, error)
        free = "?"
        with suppress(OSError):
            free = f"{shutil.disk_usage(self.path.parent).free / 1e6:.1f}"
        return DiskFullError(
            f"There is no room for more of {name}: {free} MB are free there. The first "
            f"{safe_s:.1f} s are kept. Delete old clips, or record to another disk."
        )


def free_name(path: Path) -> Path:
    """Return the path, or the first of `name-2.mp4`, `name-3.mp4` that does not exist."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk; Windows has no such thing."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def lock(descriptor: int) -> bool:
    """Mark a file as being written, as long as it is open; return False when somebody else did."""
    with contextlib.suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in {errno.EAGAIN, errno.EACCES}
    return True
