"""Who uses a device: the processes that have it open, from /proc."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CAMERA_DEVICES = ("/dev/video", "/dev/media")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has a device open.

    Attributes:
        name: of its program, with the script where it is Python.
    """

    pid: int
    name: str
    device: str

    def __str__(self) -> str:
        return f"{self.name} (process {self.pid})"


def holders_of(devices: Iterable[str] = CAMERA_DEVICES, proc: Path = Path("/proc")) -> list[Holder]:
    """Return who else has a device open whose path begins like one of `devices`.

    Only processes of this user can be looked into, unless we are root. On systems without /proc
    nobody is found.
    """
    wanted = tuple(devices)
    found: dict[int, Holder] = {}
    with contextlib.suppress(OSError):
        pids = sorted(int(entry.name) for entry in proc.iterdir() if entry.name.isdigit())
        for pid in pids:
            device = _open_device(proc / str(pid), wanted)
            if device is not None and pid != os.getpid():
                found[pid] = Holder(pid, _name_of(proc / str(pid)), device)
    return list(found.values())


def _open_device(process: Path, wanted: tuple[str, ...]) -> str | None:
    with contextlib.suppress(OSError):
        for descriptor in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                target = str(descriptor.readlink())
                if target.startswith(wanted):
                    return target
    return None


def _name_of(process: Path) -> str:
    """Return "python3 alarm.py", "libcamera-hello", ... as a person would know it."""
    try:
        words = (process / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        words = []
    words = [word for word in words if word]
    if not words:
        with contextlib.suppress(OSError):
            return (process / "comm").read_text().strip()
        return "a program"
    program = Path(words[0]).name
    if not program.startswith("python"):
        return program
    if "-m" in words[:-1]:
        return f"{program} -m {words[words.index('-m') + 1]}"
    script = next((word for word in words[1:] if not word.startswith("-")), "")
    return f"{program} {Path(script).name}".rstrip()
