"""What a product says about its web page: name, address, login, how many may look."""

import hashlib
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from makerkit.errors import BadInputError

LANGUAGES = ("en", "ar", "ckb", "kmr")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # only compared with
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class WebConfig:
    """The settings of one web page.

    Attributes:
        name: what stands at the top of every page, such as "Doorbell".
        folder: where users, keys, the lock-out and the audit log live; without one, nothing
            outlives this process and nobody can log in.
        host: the address to listen on. Everything wider than this machine itself needs `login`.
        port: the port; 0 takes any free one.
        login: whether one must log in. Every route is refused without, unless it is marked
            `@public`.
        https: whether to encrypt, with a certificate made on this machine and kept in `folder`.
        hosts: further names that browsers may call this machine by, such as "alarm.lan".
        languages: which languages the page offers.
        navigation: what the menu shows: (address, label, icon) each.
        pages_max: how many pages may be open at once.
        viewers_max: how many may watch video at once.
        idle_s: a session that does nothing for so long has ended.
        absolute_s: a session that is so old has ended, whatever it does.
        body_max_bytes: the largest form or upload that is taken.
        foot: a template that stands on every page of who is logged in, those of the kit too: the
            car's emergency stop.
    """

    name: str = "maker"
    folder: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    login: bool = True
    https: bool = False
    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    navigation: tuple[tuple[str, str, str], ...] = ()
    pages_max: int = 16
    viewers_max: int = 4
    idle_s: float = 24 * 3600.0
    absolute_s: float = 30 * 24 * 3600.0
    body_max_bytes: int = 1_000_000
    foot: str = ""

    def __post_init__(self) -> None:
        if not self.login and not is_loopback(self.host):
            raise BadInputError(
                f"Without login the page is only for this machine, but host is {self.host!r}. "
                'Switch login on, or say host = "127.0.0.1".'
            )
        if self.login and self.folder is None:
            raise BadInputError("A page with login needs a folder for its users. Say folder = ...")
        if self.https and self.folder is None:
            raise BadInputError("HTTPS needs a folder for its certificate. Say folder = ...")
        _check_bounds("port", self.port, 0, 65535)
        _check_bounds("pages_max", self.pages_max, 1, 64)
        _check_bounds("viewers_max", self.viewers_max, 0, 32)
        for name in self.hosts:
            if not HOST_NAME.fullmatch(name.lower()):
                raise BadInputError(
                    f"hosts has {name!r}, which is no name of a machine. "
                    "Write it without http:// and port, as alarm.lan."
                )
        if unknown := set(self.languages) - set(LANGUAGES):
            raise BadInputError(
                f"languages has {', '.join(sorted(unknown))}. There are {', '.join(LANGUAGES)}."
            )

    @property
    def cookie(self) -> str:
        """The session cookie's name: cookies know no ports, so each product has one of its own."""
        place = str(self.folder.resolve()) if self.folder else self.name
        tail = hashlib.sha256(place.encode()).hexdigest()[:8]
        return f"{'__Host-' if self.https else ''}mk-{tail}"


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_bounds(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise BadInputError(f"{name} must be between {least} and {most} (got {value}).")
