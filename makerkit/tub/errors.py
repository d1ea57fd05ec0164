"""What can go wrong with a tub."""

import errno
from pathlib import Path

from makerkit.errors import MakerKitError, NotThereError


class NoTubError(NotThereError):
    """A folder that holds no tub."""


class TubWriteError(MakerKitError, OSError):
    """A record could not be written; what was written before is whole.

    Attributes:
        is_full: whether the disk has no room left.
    """

    def __init__(self, says: str, *, is_full: bool = False) -> None:
        super().__init__(says)
        self.is_full = is_full

    def __str__(self) -> str:  # OSError would print its arguments as an errno pair
        return str(self.args[0])


def cannot_record(folder: Path, error: OSError) -> TubWriteError:
    """Return the kit's error for what the operating system says about a tub."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        says = f"The disk with {folder} is full. Delete recordings, or name another folder."
        return TubWriteError(says, is_full=True)
    reason = error.strerror or str(error)
    return TubWriteError(f"Cannot write to the tub {folder}: {reason}. Is the card still there?")
