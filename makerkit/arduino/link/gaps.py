"""Lines that never arrived, by the gaps in the board's count of its lines."""

from __future__ import annotations

from makerkit.arduino.codec import Decoded
from makerkit.arduino.messages.link import Boot

_START_MS = 1_000
"""The BOOT of a start is the board's first line (its count is 0) and comes within this time."""


def is_start(line: Decoded) -> bool:
    """Tell whether a line is the BOOT with which a board starts, and not an answer to HELLO."""
    boot = line.message
    return isinstance(boot, Boot) and line.seq == 0 and boot.uptime_ms < _START_MS


class Gaps:
    """Counts lost lines.

    Attributes:
        lost: how many so far. More than 255 in a row are not seen, nor those before a restart.
    """

    def __init__(self) -> None:
        self.lost = 0
        self._last_seq: int | None = None

    def take(self, line: Decoded) -> None:
        """Take the next line that was understood."""
        if self._last_seq is not None and not is_start(line):
            self.lost += (line.seq - self._last_seq - 1) % 256
        self._last_seq = line.seq

    def restart(self) -> None:
        """The port was opened anew: what was missed meanwhile is not counted."""
        self._last_seq = None
