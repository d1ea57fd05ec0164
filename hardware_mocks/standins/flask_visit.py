"""A visit to a program's page in virtual time: each request in a thread of its own, as in life."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from hardware_mocks.standins.flask_server import WebServer

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

BYTES_PER_S = 5_000_000
"""About what a Pi sends over a good wireless network: pictures without a pause take this long."""
LEAST_S = 0.000_1
"""Even an empty piece takes the server some time."""
WaitUntil = Callable[[Callable[[], bool]], bool]


class Visit:
    """One request, from the first byte to the last, or until the visitor leaves.

    Attributes:
        status: "200 OK", "" until the program has answered.
        pieces: what has come of the answer, each with its time in nanoseconds.
        error: what the program raised while it sent the answer.
    """

    def __init__(self, server: WebServer, environ: WSGIEnvironment) -> None:
        self._server = server
        self._environ = environ
        self._has_left = False
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.pieces: list[tuple[int, bytes]] = []
        self.is_over = False
        self.error: BaseException | None = None
        self.on_news: Callable[[], None] = lambda: None

    @property
    def has_head(self) -> bool:
        """Whether the answer has begun."""
        return bool(self.pieces) or self.is_over

    @property
    def body(self) -> bytes:
        """All that has come so far."""
        return b"".join(piece for _, piece in self.pieces)

    def begin(self, name: str) -> None:
        """Send the request; the answer comes while time passes."""
        threading.Thread(target=self._go, name=f"request-{name}", daemon=True).start()

    def leave(self) -> None:
        """Close the page: the server notices it when it sends the next piece."""
        self._has_left = True

    def _go(self) -> None:
        try:
            if self._server.is_threaded:
                self._ask()
            else:
                with self._server.turn:
                    self._ask()
        except Exception as error:  # it is the program's, raised while the answer was sent
            self.error = error
            self._server.errors.append(error)
        finally:
            self.is_over = True
            self.on_news()

    def _ask(self) -> None:
        if self._has_left:
            return
        pieces = self._server.application(self._environ, self._start)
        try:
            for piece in pieces:
                if self._has_left:
                    break
                if not isinstance(piece, bytes):
                    raise TypeError(f"a page sends bytes, not {type(piece).__name__}")
                time.sleep(max(LEAST_S, len(piece) / BYTES_PER_S))
                self.pieces.append((time.monotonic_ns(), piece))
                self.on_news()
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()

    def _start(self, status: str, headers: list[tuple[str, str]], *_error: Any) -> Any:
        self.status, self.headers = status, headers
        return _no_write


def _no_write(_data: bytes) -> None:
    raise NotImplementedError("The answer's `write` is from before Python 2.2: return the pieces.")


class Front:
    """What a test client takes for the application: it visits, and waits for the answer.

    Args:
        name: of the visitor, for threads and the trace.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self.last: Visit | None = None

    def use(self, server: WebServer, wait_until: WaitUntil, on_news: Callable[[], None]) -> None:
        """Say whom to visit, how to wait, and what to call when something has come.

        Args:
            wait_until: waits in virtual time until something is so; False when that took too long.
        """
        self._server, self._wait_until, self._on_news = server, wait_until, on_news

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Ask, wait until the answer is whole, and pass it on."""
        visit = self.last = self.visit(environ)
        if not self._wait_until(lambda: visit.is_over):
            visit.leave()
        start_response(visit.status or "504 No answer", list(visit.headers))
        return [piece for _, piece in visit.pieces]

    def visit(self, environ: WSGIEnvironment) -> Visit:
        """Send a request and return at once."""
        environ["REMOTE_ADDR"] = self._name
        visit = Visit(self._server, environ)
        visit.on_news = self._on_news
        visit.begin(self._name)
        return visit
