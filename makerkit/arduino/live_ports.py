"""The serial ports of simulated boards that run live, as other programs of this machine find them.

A live board is a pseudo-terminal with a number of its own each time, such as /dev/pts/5. A link
with a name that stays, `<runtime folder>/makerkit/ttyACM0`, leads to it while the board runs.
Beside it stands whose it is, in `ttyACM0.pid`: the number of a process that was killed may belong
to somebody's terminal by now.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def folder_of_live_ports() -> Path:
    """Return the folder of the links: in the user's runtime folder, else in the temporary one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_dir():
        return Path(runtime) / "makerkit"
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"makerkit-{user}"


def live_ports() -> dict[str, str]:
    """Return the simulated boards that run live now: {link: "/dev/pts/5"}."""
    found = {}
    with suppress(OSError):
        for link in sorted(folder_of_live_ports().iterdir()):
            if link.is_symlink() and link.exists() and _is_alive(_owner_file(link)):
                found[str(link)] = str(link.readlink())
    return found


def announce(name: str, device: str) -> Path | None:
    """Make the link of a board; None where that is not possible.

    Args:
        name: "ttyACM0".
        device: "/dev/pts/5".
    """
    folder = folder_of_live_ports()
    link = folder / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        fresh = folder / f".{name}.{os.getpid()}"
        with suppress(FileNotFoundError):
            fresh.unlink()
        fresh.symlink_to(device)
        _owner_file(link).write_text(str(os.getpid()), encoding="ascii")
        fresh.replace(link)
    except OSError:
        return None
    return link


def withdraw(link: Path, device: str) -> None:
    """Take a link away, unless it leads to another board by now."""
    with suppress(OSError):
        if str(link.readlink()) == device:
            link.unlink()
            _owner_file(link).unlink()


def _owner_file(link: Path) -> Path:
    return link.with_name(f"{link.name}.pid")


def _is_alive(owner: Path) -> bool:
    try:
        os.kill(int(owner.read_text(encoding="ascii")), 0)
    except PermissionError:
        return True  # somebody else's
    except (OSError, ValueError):
        return False
    return True
