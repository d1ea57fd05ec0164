"""The open connections: bounded, in all and for each network; who keeps us waiting makes room.

Whoever sends a request a letter at a time holds a place that long. So a new connection takes the
place of the one that has kept the server waiting longest, not of a page that is open.
"""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from makerkit.web.lockout import network_of

CONNECTIONS_MAX = 160
PER_NETWORK_MAX = 80


@dataclass(slots=True, eq=False)
class Connection:
    """One connection.

    Attributes:
        sock: plain or TLS.
        network: whose it is.
        is_awaited: whether the server waits for the browser: for the greeting, or for more.
    """

    sock: socket.socket
    network: str
    is_awaited: bool = True


class Connections:
    """Who is connected, the oldest first."""

    def __init__(self, most: int = CONNECTIONS_MAX, most_each: int = PER_NETWORK_MAX) -> None:
        self._most = most
        self._most_each = most_each
        self._open: dict[Any, Connection] = {}
        self._lock = threading.Lock()

    def enter(self, sock: socket.socket, address: Any) -> bool:
        """Take a connection in, and return whether there was room or could be made."""
        network = _network(str(address[0]))
        with self._lock:
            mine = [one for one in self._open.values() if one.network == network]
            if len(mine) >= self._most_each:
                has_room = self._make_room(mine)
            else:
                has_room = len(self._open) < self._most or self._make_room(self._open.values())
            if has_room:
                self._open[address] = Connection(sock, network)
            return has_room

    def leave(self, address: Any) -> None:
        """Let a connection go."""
        with self._lock:
            self._open.pop(address, None)

    def of(self, address: Any) -> Connection | None:
        """Return the connection of an address and port; None if it had to make room."""
        return self._open.get(address)

    def _make_room(self, among: Any) -> bool:
        slowest = next((one for one in among if one.is_awaited), None)
        if slowest is None:
            return False
        with suppress(OSError):  # the plain way, also below TLS: another thread reads from it
            socket.socket.shutdown(slowest.sock, socket.SHUT_RDWR)
        self._open = {key: one for key, one in self._open.items() if one is not slowest}
        return True


def _network(address: str) -> str:
    """Return whose an address is; this machine has many, as 127.0.0.2, for everybody on it."""
    with suppress(ValueError):
        if ip_address(address).is_loopback:
            return "loopback"
    return network_of(address)
