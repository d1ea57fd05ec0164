"""Lets one program at a time have a folder: two in it would overwrite each other's state.

The system itself gives the folder back when the program ends, however it ends: also after a power
cut or a kill there is nothing to clean up.
"""

import contextlib
import os
from pathlib import Path
from typing import IO

from makerkit.errors import MakerKitError

FILE_NAME = "in_use"
"""Says which program has the folder. Only that it is locked counts, not that it is there."""


class InUseError(MakerKitError, RuntimeError):
    """Another program has the folder."""


class OnlyOne:
    """Has a folder until `let_go`, or until the program ends.

    Args:
        folder: where state is kept.
        program: what has it, as it is told: "A security system".

    Raises:
        InUseError: another program has it.
    """

    def __init__(self, folder: Path, program: str = "A program") -> None:
        self._file = _opened(folder / FILE_NAME)
        if self._file is None:
            return
        if not _locked(self._file.fileno()):
            self._file.seek(0)
            who = self._file.read(20).strip()
            self._file.close()
            raise InUseError(
                f"{program} runs in {folder} already (process {who or 'unknown'}). "
                "End that one first, or give this one a folder of its own with --folder."
            )
        with contextlib.suppress(OSError):  # a full disk: nobody needs to know the number
            self._file.truncate(0)
            self._file.write(f"{os.getpid()}\n")
            self._file.flush()

    def let_go(self) -> None:
        """Give the folder back; safe to call twice."""
        with contextlib.suppress(OSError):
            if self._file is not None:
                self._file.close()


def _opened(file: Path) -> IO[str] | None:
    """Open the file; None on a card that has become read-only: the program works all the same.

    Where nothing can be written, nothing can be overwritten either.
    """
    for mode in ("a+", "r"):
        with contextlib.suppress(OSError):
            return file.open(mode, encoding="utf-8")
    return None


def _locked(descriptor: int) -> bool:
    """Lock a file, as long as it is open; a system without locks (Windows) lets everybody in."""
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
