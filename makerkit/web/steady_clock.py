"""The time of day at the first look, then an even pace: a clock that is set disturbs nothing.

A Pi has no clock of its own: it begins years ago and jumps when the network answers. Locks and
setup codes must not jump with it; and a command typed beside the running program must mean the
same time.
"""

import time
from pathlib import Path

from makerkit.web.secret_folder import SecretFolder

FILE = "clock.json"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SteadyClock:
    """Seconds since 1970, the same for all programs with one folder until the machine is off.

    Args:
        folder: where they agree; None for this process alone.
        boot: names this run of the machine; "" where it has no name.
    """

    def __init__(self, folder: SecretFolder | None = None, boot: str | None = None) -> None:
        boot = boot_id() if boot is None else boot
        kept = folder.read(FILE) if folder is not None and boot else {}
        if kept.get("boot") == boot and boot:
            self._offset_s = float(kept["offset_s"])
            return
        self._offset_s = time.time() - time.monotonic()
        if folder is not None and boot:
            folder.write(FILE, {"version": 1, "boot": boot, "offset_s": self._offset_s})

    def __call__(self) -> float:
        """Return the time now."""
        return time.monotonic() + self._offset_s


def boot_id() -> str:
    """Return what names this run of the machine; "" where nothing does."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
