"""What the alarm must find again after a power cut: its kept state, in two places.

It stands in the journal's database, written with the rows that tell of it in one transaction, and
again in a small file beside it, replaced in one step after the commit. Each copy has a number that
counts up, and a checksum. The newest whole copy counts: a damaged database disarms nobody.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import MakerKitError
from security_system.journal.chain import Mark


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest kept state.

    Attributes:
        state: what `Alarm.keep()` said.
        wall_s: when it was kept.
        number: counts up with every change.
        head: the newest row of the journal at that time.
        origin: "journal" or "side file".
    """

    state: Mapping[str, Any]
    wall_s: float
    number: int = 0
    head: Mark = field(default_factory=Mark)
    origin: str = "journal"


def to_text(kept: Kept) -> str:
    """Return a copy with its checksum; the same for both places."""
    body = {
        "state": kept.state,
        "wall_s": kept.wall_s,
        "number": kept.number,
        "head_id": kept.head.id,
        "head_hash": kept.head.hash,
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return f"{_checksum(text)} {text}\n"


def from_text(text: str, *, origin: str) -> Kept | None:
    """Return the copy that a text holds; None when it is damaged."""
    checksum, _, body = text.strip().partition(" ")
    if checksum != _checksum(body):
        return None
    try:
        said = json.loads(body)
        head = Mark(said["head_id"], said["head_hash"])
        return Kept(said["state"], said["wall_s"], said["number"], head, origin)
    except (ValueError, KeyError, TypeError):
        return None


def newest(*copies: Kept | None) -> Kept | None:
    """Return the copy with the highest number; of equal ones the first."""
    return max((kept for kept in copies if kept), key=lambda kept: kept.number, default=None)


class SideFile:
    """The copy beside the database.

    Args:
        path: where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._written = ""

    @property
    def exists(self) -> bool:
        """Whether there is one, whole or not."""
        return self.path.exists()

    def write(self, kept: Kept) -> None:
        """Replace it, if the state has changed since: flash wears.

        Raises:
            MakerKitError: the system refuses the write.
        """
        state = json.dumps(kept.state, sort_keys=True)
        if state != self._written:
            text = to_text(kept).encode()
            try:
                write_atomically(self.path, text, mode=OWNER_ONLY)
            except MakerKitError:
                if not self._is_overwritten(text):
                    raise
            self._written = state

    def _is_overwritten(self, text: bytes) -> bool:
        """Write into the file that is there: on a full disk it still has its place.

        A power cut in between spoils it, and the journal's copy counts: as if nothing was written.
        """
        try:
            with self.path.open("r+b") as file:
                file.write(text)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            return False
        return True

    def read(self) -> Kept | None:
        """Return what it holds; None when it is damaged or not there."""
        try:
            return from_text(self.path.read_text(encoding="utf-8"), origin="side file")
        except (OSError, UnicodeDecodeError):
            return None


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
