"""Pictures that outposts send as evidence: the newest fifty, as files.

A picture comes on `picture/CAMERA/EVIDENCE`; the event that it belongs to names the same evidence.
"""

import re
from pathlib import Path

from makerkit.atomic_file import OWNER_ONLY, write_atomically

KEPT_MAX = 50
EVIDENCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}")


class Pictures:
    """Keeps them in a folder that is made when the first comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, evidence: str, jpeg: bytes) -> Path:
        """Write a picture, remove the oldest if there are too many, and return where it is."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = self._folder / f"{evidence}.jpg"
        write_atomically(written, jpeg, mode=OWNER_ONLY)
        kept = sorted(self._folder.glob("*.jpg"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-KEPT_MAX]:
            path.unlink(missing_ok=True)
        return written

    def find(self, evidence: str) -> Path | None:
        """Return where a picture is, if there is one."""
        if not EVIDENCE.fullmatch(evidence):
            return None
        path = self._folder / f"{evidence}.jpg"
        return path if path.exists() else None
