"""What pages are called when they steer: by who is logged in there, and on what device."""

import threading
from dataclasses import dataclass, field

from makerkit.web.page import Page
from self_driving_car.dashboard.freshness import Freshness

DEVICES = ("phone", "tablet", "computer")
SOMEBODY = "somebody"


@dataclass(slots=True)
class Holder:
    """One page that may steer.

    Attributes:
        name: for people and for the driver; no two pages have the same.
        key: what the page knows itself by.
        freshness: judges its messages.
    """

    name: str
    key: str = ""
    freshness: Freshness = field(default_factory=Freshness)


class Holders:
    """The pages that are open, by their numbers."""

    def __init__(self) -> None:
        self._all: dict[int, Holder] = {}
        self._lock = threading.Lock()

    def of(self, page: Page) -> Holder:
        """Return the one of a page."""
        with self._lock:
            holder = self._all.get(page.number)
            if holder is None:
                holder = self._all[page.number] = Holder(_name(page, ""))
            return holder

    def introduce(self, page: Page, device: str, key: str) -> None:
        """Take what a page says of itself: once it is known by a name, it keeps that."""
        holder = self.of(page)
        if not holder.key:
            holder.name, holder.key = _name(page, device), key

    def forget(self, page: Page) -> Holder:
        """Let a page go, and return what it was called."""
        with self._lock:
            return self._all.pop(page.number, None) or Holder(_name(page, ""))

    def key_of(self, name: str) -> str:
        """Return what the page of a holder knows itself by; "" for who is no page."""
        with self._lock:
            found = (one.key for one in self._all.values() if one.name == name)
            return next(found, "")


def _name(page: Page, device: str) -> str:
    shown = device if device in DEVICES else "page"
    return f"{page.user or SOMEBODY}, {shown} {page.number}"
