"""Who may open a port, and which other program has it; found out without opening it."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.ports.errors import (
    BusyError,
    BusyWithError,
    ForbiddenError,
    ForbiddenUntilLoginError,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has a port open."""

    pid: int
    name: str

    def __str__(self) -> str:
        return f"{self.name} (process {self.pid})"


def may_open(device: str) -> bool:
    """Tell whether this user may read and write the port; Windows asks nobody."""
    return sys.platform == "win32" or os.access(device, os.R_OK | os.W_OK)


def forbidden(device: str) -> ForbiddenError:
    """Return the error that says how this user comes to be allowed to open the port."""
    group, user = group_of(device), getpass.getuser()
    if group in groups_at_next_login(user):
        return ForbiddenUntilLoginError(port=device, group=group, user=user)
    return ForbiddenError(port=device, group=group, user=user)


def group_of(device: str) -> str:
    """Return the group that may use a port: dialout on Debian, uucp on Arch."""
    if sys.platform != "win32":
        import grp

        with suppress(OSError, KeyError):
            return grp.getgrgid(Path(device).stat().st_gid).gr_name
    return "dialout"


def groups_at_next_login(user: str) -> frozenset[str]:
    """Return the groups the user was put into; a running session does not know of new ones."""
    if sys.platform == "win32":
        return frozenset()
    import grp

    return frozenset(group.gr_name for group in grp.getgrall() if user in group.gr_mem)


def busy(device: str) -> BusyError:
    """Return the error that names the program that has the port, where that shows."""
    others = holders(device)
    if others:
        return BusyWithError(port=device, holder=" and ".join(map(str, others)))
    return BusyError(port=device)


def holders(device: str, proc: Path = Path("/proc")) -> tuple[Holder, ...]:
    """Return the other processes that have a port open.

    Linux tells only of this user's own, unless it is root who asks; elsewhere there is nothing
    to read, and nobody is returned.
    """
    try:
        wanted = Path(device).resolve(strict=True)
        pids = sorted(int(entry.name) for entry in proc.iterdir() if entry.name.isdecimal())
    except OSError:
        return ()
    own = os.getpid()
    return tuple(
        Holder(pid, _name(proc / str(pid)))
        for pid in pids
        if pid != own and wanted in _open_files(proc / str(pid) / "fd")
    )


def _open_files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):  # it ended meanwhile, or is somebody else's
        for entry in folder.iterdir():
            with suppress(OSError):
                yield entry.readlink()


def _name(process: Path) -> str:
    """Return what a person would call a process: for Python, the program it runs."""
    with suppress(OSError):
        words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
        first = Path(words[0]).name
        if first.startswith("python"):
            args = [word for word in words[1:] if word and not word.startswith("-")]
            program = Path(args[0]).name if args else ""
            if program == "maker":
                return " ".join([program, *args[1:2]])
            return f"{first} {program}".strip()
        if first:
            return first
    return "a program"


def trouble_with(device: str) -> ArduinoError | None:
    """Return why the port cannot be opened at this moment, or None where nothing shows."""
    if not may_open(device):
        return forbidden(device)
    return busy(device) if holders(device) else None
