"""Which names this machine may be called by, and which pages may send something to it.

A browser is told by any web site to fetch http://some-name/, and some-name may lead to this
machine (DNS rebinding): so a request that calls it by a name it does not have is refused. And a
page from elsewhere may send a form or open a WebSocket here: so what changes something must come
from a page of ours, as `Origin` says.
"""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from makerkit.web.config import WebConfig, is_loopback

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Host:
    """What stands in the header Host, in its usual form.

    Attributes:
        name: small letters, no dot at the end, an IPv6 address without brackets.
        port: None when it is not said.
    """

    name: str
    port: int | None


def read_host(text: str) -> Host | None:
    """Return the parts of a Host header, or None when it is none."""
    if not text or any(sign in text for sign in "/\\@?#, \t%"):
        return None
    try:
        parts = urlsplit(f"//{text}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or not name.isascii() or parts.netloc != text or text.endswith(":"):
        return None
    return Host(name.removesuffix("."), port)


class AllowedHosts:
    """The names and addresses that this machine may be called by.

    Loopback names always; where the page listens wider, also the machine's own names, and any
    address that is not a public name: an address cannot be rebound, since a browser that was given
    a number asks no name server.
    """

    def __init__(self, config: WebConfig) -> None:
        self._is_wide = not is_loopback(config.host)
        self._names = {"localhost", *(name.lower().removesuffix(".") for name in config.hosts)}
        if self._is_wide:
            self._names |= own_names()

    def allows(self, header: str) -> bool:
        """Return whether a Host header names this machine."""
        host = read_host(header)
        if host is None:
            return False
        address = _address(host.name)
        if address is None:
            return host.name in self._names
        return address.is_loopback or self._is_wide or host.name in self._names

    @property
    def names(self) -> Iterable[str]:
        """The names that are allowed."""
        return sorted(self._names)


def own_names() -> set[str]:
    """Return the names of this machine, as others in its network call it."""
    name = socket.gethostname().lower().removesuffix(".")
    if not name:
        return set()
    short = name.split(".")[0]
    return {name, short, f"{short}.local", f"{short}.lan", f"{short}.home"}


def same_origin(origin: str, scheme: str, host: str) -> bool:
    """Return whether an Origin header is the page's own: same scheme, same name, same port."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme.lower() != scheme or parts.path or parts.query or parts.fragment:
        return False
    theirs, ours = read_host(parts.netloc), read_host(host)
    if theirs is None or ours is None:
        return False
    usual = {"http": 80, "https": 443}.get(scheme)
    return (theirs.name, theirs.port or usual) == (ours.name, ours.port or usual)


@cache
def is_public_address(text: str) -> bool:
    """Return whether an address is of the public internet, not of a home or of this machine."""
    address = _address(text)
    if address is None:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_global


def _address(text: str) -> Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
