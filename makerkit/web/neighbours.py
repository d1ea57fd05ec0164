"""Who else sits at this machine: whose program is at the other end of a connection from here.

A page for this machine alone can still be asked by everybody who is logged in to it.
"""

import os
import struct
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path

TABLE = Path("/proc/net/tcp")
ROOT = 0


def is_somebody_else(address: str, port: int, server_port: int) -> bool:
    """Return whether a connection over IPv4 comes from a program of another user of this machine.

    Root's programs pass a browser's connections on (WSL, containers), and to root, nobody is
    somebody else; where Linux does not say whose a connection is, it is nobody else's.

    Args:
        address, port: where the connection comes from.
        server_port: where it goes to.
    """
    if not hasattr(os, "geteuid") or os.geteuid() == ROOT:
        return False
    owner = owner_of(address, port, server_port)
    return owner is not None and owner not in (ROOT, os.geteuid())


def owner_of(address: str, port: int, server_port: int) -> int | None:
    """Return the number of the user whose program holds an end of a connection; None if unknown."""
    with suppress(OSError, ValueError, IndexError):
        wanted = f"{_as_linux_writes(address)}:{port:04X}"
        for line in TABLE.read_text(encoding="ascii").splitlines()[1:]:
            words = line.split()
            if words[1] == wanted and words[2].endswith(f":{server_port:04X}"):
                return int(words[7])
    return None


def _as_linux_writes(address: str) -> str:
    (number,) = struct.unpack("=I", IPv4Address(address).packed)
    return f"{number:08X}"
