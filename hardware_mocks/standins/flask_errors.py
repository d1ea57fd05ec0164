"""What keeps a program from serving its pages on the bench, in words that say what to do."""

from __future__ import annotations

import contextlib
import errno
import socket
from pathlib import Path

from makerkit.errors import MakerKitError, UnsupportedHereError
from makerkit.messages import Message


class ReloaderError(UnsupportedHereError):
    """The program wants Flask's reloader, which starts it a second time."""

    message = Message("flask.reloader")

    def __init__(self) -> None:
        super().__init__(
            "app.run(debug=True) starts your program a second time, so that it notices each save. "
            "Then two programs want the camera and the pins, and one of them fails. "
            "Write app.run(), or app.run(debug=True, use_reloader=False)."
        )


class PortInUseError(MakerKitError, OSError):
    """Somebody serves at this port already."""

    def __init__(self, port: int, holder: str) -> None:
        holder = holder or "another program"
        self.message = Message("flask.port_in_use", {"port": port, "holder": holder})
        super().__init__(
            f"Port {port} is in use by {holder}: two programs cannot answer at one port. "
            f"End that one, or take another number: app.run(port={port + 1})."
        )

    def __str__(self) -> str:  # OSError would print its arguments as an errno pair
        return str(self.args[0])


def require_free_port(host: str, port: int) -> None:
    """See that nobody serves there.

    Raises:
        PortInUseError: somebody does; with the program's name where Linux tells it.
    """
    if port == 0 or ":" in host:
        return
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortInUseError(port, holder_of(port)) from None


def holder_of(port: int, proc: Path = Path("/proc")) -> str:
    """Return who listens at a port, "`app.py` (pid 812)"; "" where nobody can say."""
    wanted = {f"socket:[{inode}]" for inode in _listening_at(port, proc)}
    for process in sorted(proc.glob("[0-9]*")) if wanted else ():
        with contextlib.suppress(OSError):
            if any(str(link.readlink()) in wanted for link in (process / "fd").iterdir()):
                return f"{_name_of(process)} (pid {process.name})"
    return ""


def _listening_at(port: int, proc: Path) -> list[str]:
    inodes = []
    for name in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            for line in (proc / "net" / name).read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                    inodes.append(fields[9])
    return inodes


def _name_of(process: Path) -> str:
    """Return what a process runs: its Python file, else its name."""
    words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    file = next((word for word in words if word.endswith(".py")), words[0])
    return f"`{Path(file).name}`"
