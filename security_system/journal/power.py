"""The power-fail log: each start knows how long it was off, and whether the end was orderly.

A small file says when somebody was last alive. It is replaced once a minute, so that the card does
not wear (1,440 small writes a day), and once more at an orderly end.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from makerkit.atomic_file import write_atomically
from makerkit.errors import MakerKitError
from security_system.journal.setting_aside import sweep

BEAT_EVERY_S = 60.0
CLOCK_WAS_SET_S = 1_704_067_200.0
"""2024-01-01. A Pi without a battery clock begins long before: nobody can reckon with that."""
_NOTHING_KNOWN = ""
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Start:
    """How a program came to start.

    Attributes:
        off_s: how long it was off, to a minute where it was not ended in order; None when that
            cannot be known: the first start ever, a damaged file, a clock that ran backwards or
            was not set yet.
        was_orderly: it had been ended in order.
        cause: the same in a few words that can follow "after"; empty when nothing is known.
    """

    off_s: float | None
    was_orderly: bool
    cause: str


class PowerLog:
    """Remembers in a file when the program was last alive.

    Args:
        path: the file.
        boot_id: what is another after each start of the computer; None asks the system.
    """

    def __init__(self, path: Path, *, boot_id: str | None = None) -> None:
        self._path = path
        self._boot_id = _this_boot() if boot_id is None else boot_id
        self._beat_s: float | None = None

    def start(self, wall_s: float) -> Start:
        """Say how it was before, and note that somebody is alive.

        Args:
            wall_s: now, seconds since 1970.
        """
        sweep(self._path.parent, self._path.name)
        found = _read(self._path)
        self._write(wall_s, is_over=False)
        return found.at(wall_s, self._boot_id) if found else Start(None, True, _NOTHING_KNOWN)

    def beat(self, wall_s: float) -> None:
        """Note that somebody is alive; cheap: it writes once a minute at most."""
        if self._beat_s is None or time.monotonic() - self._beat_s >= BEAT_EVERY_S:
            self._write(wall_s, is_over=False)

    def end(self, wall_s: float) -> None:
        """Note an orderly end."""
        self._write(wall_s, is_over=True)

    def _write(self, wall_s: float, *, is_over: bool) -> None:
        self._beat_s = time.monotonic()
        said = {"alive_wall_s": round(wall_s, 3), "boot_id": self._boot_id, "is_over": is_over}
        with suppress(MakerKitError):  # a full disk: the next start knows less, nothing else
            write_atomically(self._path, json.dumps(said).encode())


@dataclass(frozen=True, slots=True)
class _Found:
    alive_wall_s: float
    boot_id: str
    is_over: bool

    def at(self, wall_s: float, boot_id: str) -> Start:
        """Say what it means for a start now."""
        off_s = between_s(self.alive_wall_s, wall_s)
        return Start(off_s, self.is_over, self._cause(boot_id))

    def _cause(self, boot_id: str) -> str:
        if self.is_over:
            return "an orderly end"
        if self.boot_id and self.boot_id == boot_id:
            return "the program was killed or had crashed"
        return "the power was cut or the computer had crashed"


def between_s(then_wall_s: float, now_wall_s: float) -> float | None:
    """Return how much later one wall time is; None where the clock was set back or not set yet."""
    off_s = now_wall_s - then_wall_s
    return off_s if off_s >= 0 and then_wall_s >= CLOCK_WAS_SET_S else None


def _read(path: Path) -> _Found | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return _Found(float(said["alive_wall_s"]), str(said["boot_id"]), bool(said["is_over"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _this_boot() -> str:
    with suppress(OSError):
        return _BOOT_ID.read_text(encoding="ascii").strip()
    return ""
