"""The live link between a page and the program: orders come in, the newest state goes out.

`LiveHub` holds what all pages see. `Session` is one page's conversation, pure: it is given a
message and the time, and returns the answers. `Page` is what waits to be sent to one page. The
socket itself stands in `sockets.py`.

    hub = LiveHub()

    @hub.on("bell")
    def ring(args: Args, page: Page) -> None:
        hub.say("Somebody rings.")

    hub.publish({"door": "open"})
"""

import itertools
import logging
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from makerkit.web.page import Page, RefusedError
from makerkit.web.plain_json import to_json
from makerkit.web.session import Args, Handler, Session

__all__ = ["Args", "LiveHub", "Page", "RefusedError", "Session"]

log = logging.getLogger(__name__)


class LiveHub:
    """What every open page sees, and what it may order.

    Args:
        pages_max: how many pages may be open at once.
        after_order: makes the state that is published at once after each order, if given.
    """

    def __init__(
        self, *, pages_max: int = 16, after_order: Callable[[], dict[str, Any]] | None = None
    ) -> None:
        self.pages_max = pages_max
        self.after_order = after_order
        self.was_opened = False
        self.start = secrets.token_hex(8)
        self.version = ""
        self.handlers: dict[str, Handler] = {}
        self._lock = threading.Lock()
        self._pages: dict[int, Page] = {}
        self._numbers = itertools.count(1)
        self._gone: list[Callable[[Page], None]] = []
        self._revision = 0
        self._body = ""
        self._in_order = threading.local()

    @property
    def pages(self) -> list[Page]:
        """The pages that are open now."""
        with self._lock:
            return list(self._pages.values())

    def on(self, order: str, handler: Handler | None = None) -> Callable[[Handler], Handler]:
        """Name who carries out an order, as a call or as a decorator.

        The handler gets the arguments and the page. What it returns, if anything, goes back to
        that page as `result`; to refuse, it raises `RefusedError` with a sentence for the person.
        """
        if handler is not None:
            self.handlers[order] = handler

        def keep(handler: Handler) -> Handler:
            self.handlers[order] = handler
            return handler

        return keep

    def on_gone(self, listener: Callable[[Page], None]) -> None:
        """Call this when a page has gone: whoever lets a page steer must stop then."""
        self._gone.append(listener)

    def publish(self, state: dict[str, Any], *, at_once: bool = False) -> None:
        """Show a new state to every page, at most 30 times a second, the newest always last.

        Args:
            state: the whole state, in what JSON has.
            at_once: do not wait for the next 1/30 s. Within an order's handler that is so anyway.
        """
        body = to_json(state)
        with self._lock:
            if body == self._body:
                return
            self._body = body
            self._revision += 1
            text = f'{{"rev":{self._revision},"state":{body}}}'
            hurry = at_once or getattr(self._in_order, "now", False)
            for page in self._pages.values():
                page.show(text, hurry=hurry)

    def say(self, text: str, kind: str = "info") -> None:
        """Show a short message on every page; kind is info, warning or error."""
        for page in self.pages:
            page.say(text, kind)

    def open_page(
        self, user: str | None = None, *, key: str = "", address: str = ""
    ) -> Page | None:
        """Take a page in, or return None when there are too many."""
        with self._lock:
            if len(self._pages) >= self.pages_max:
                return None
            self.was_opened = True
            page = Page(next(self._numbers), user, key=key, address=address)
            page.send({"hello": {"version": self.version, "start": self.start}})
            if self._body:
                page.show(f'{{"rev":{self._revision},"state":{self._body}}}', hurry=True)
            self._pages[page.number] = page
            return page

    def shut_page(self, page: Page) -> None:
        """Let a page go, and tell those who want to know."""
        with self._lock:
            if self._pages.pop(page.number, None) is None:
                return
        page.close(1000, "")
        for listener in self._gone:
            try:
                listener(page)
            except Exception:
                log.exception("What should happen when a page goes has failed.")

    def close_pages(self, wanted: Callable[[Page], bool], code: int, reason: str) -> None:
        """Close the pages that somebody picks, with a WebSocket code and a reason."""
        for page in self.pages:
            if wanted(page):
                page.close(code, reason)

    def session(self, page: Page) -> Session:
        """Return the conversation with a page."""
        return Session(self.handlers, page)

    def obey(self, session: Session, text: str | bytes, now_s: float | None = None) -> None:
        """Carry out one message, and let its answers and the new state go out at once."""
        self._in_order.now = True
        try:
            answers = session.on_message(text, time.monotonic() if now_s is None else now_s)
            if session.has_acted and self.after_order is not None:
                self.publish(self.after_order())
        finally:
            self._in_order.now = False
        for answer in answers:
            session.page.send(answer)
