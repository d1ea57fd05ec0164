"""Seeing that a file was saved, by looking at it again and again: that works on every drive."""

from dataclasses import dataclass
from pathlib import Path

POLL_S = 0.2
"""How often to look."""
LOOKS_UNTIL_GONE = 5
"""Editors take a file away for a moment when they save it; longer than this it is gone."""


@dataclass(frozen=True, slots=True)
class _Look:
    mtime_ns: int
    size: int
    inode: int


class FileWatch:
    """Tells when a file has been saved.

    Args:
        path: the file, there or not. What it is like now is not news.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = _look(path)
        self._looks_without = 0
        self._looks_empty = 0  # some editors empty a file before they write it

    def is_news(self) -> bool:
        """Look once; return whether the file was saved, or has been gone for a while, since."""
        seen = _look(self.path)
        if seen is None:
            self._looks_without += 1
            if self._looks_without != LOOKS_UNTIL_GONE or self._known is None:
                return False
        else:
            self._looks_without = 0
            self._looks_empty = 0 if seen.size else self._looks_empty + 1
            if seen == self._known or self._looks_empty == 1:
                return False
        self._known = seen
        return True


def _look(path: Path) -> _Look | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _Look(found.st_mtime_ns, found.st_size, found.st_ino)
