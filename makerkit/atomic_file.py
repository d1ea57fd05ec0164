"""Files that are there whole or not at all, even when the power goes in the middle."""

import os
from contextlib import suppress
from pathlib import Path

from makerkit.errors import BadInputError, NotThereError

OWNER_ONLY = 0o600
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_atomically(path: str | Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file beside its destination first, then put it in place in one step.

    A destination that is no regular file (a pipe, `/dev/stdout`) is written straight.

    Args:
        mode: who may read it, from its first byte on: `OWNER_ONLY` for secrets.

    Raises:
        NotThereError: the folder does not exist.
        BadInputError: the system refuses the write; the message has its reason.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target.resolve(), content, mode)
    except OSError as error:
        raise cannot_write(target, error) from error


def cannot_write(path: Path, error: OSError) -> BadInputError | NotThereError:
    """Return the kit's error for a file that the operating system does not let us write."""
    if not path.parent.exists():
        return NotThereError(f"Cannot write {path}: the folder {path.parent} does not exist.")
    reason = error.strerror or str(error)
    return BadInputError(f"Cannot write {path}: {reason}. Is there another place to write to?")


def _replace(target: Path, content: bytes, mode: int) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.unlink(missing_ok=True)
        opened = os.open(beside, _NEW_FILE, mode)
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        _sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk as well: until then a power cut brings the old file back."""
    with suppress(OSError):  # not every system lets a folder be opened
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
