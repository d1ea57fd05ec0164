"""Files that are there whole or not at all, even when the power goes in the middle."""

import os
from contextlib import suppress
from pathlib import Path

from makerkit.errors import BadInputError, NotThereError


def write_atomically(path: str | Path, content: bytes) -> None:
    """Write a file beside its destination first, then put it in place in one step.

    A destination that is no regular file (a pipe, `/dev/stdout`) is written straight.

    Raises:
        NotThereError: the folder does not exist.
        BadInputError: the system refuses the write; the message has its reason.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target.resolve(), content)
    except OSError as error:
        raise cannot_write(target, error) from error


def cannot_write(path: Path, error: OSError) -> BadInputError | NotThereError:
    """Return the kit's error for a file that the operating system does not let us write."""
    if not path.parent.exists():
        return NotThereError(f"Cannot write {path}: the folder {path.parent} does not exist.")
    reason = error.strerror or str(error)
    return BadInputError(f"Cannot write {path}: {reason}. Is there another place to write to?")


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
