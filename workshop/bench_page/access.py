"""Who may see the page: the browser that was given the key which stands in the terminal.

The page is for this computer alone (loopback), but others may be logged in to it too. The key works
once: it becomes a cookie, and whoever reads the address later, in the browser's history or over a
shoulder, gets nothing for it. A browser is started with the address as its argument, which others
on this computer can read: so their programs are refused by whose they are, where Linux says so.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import abort, current_app, redirect, render_template, request, session

from makerkit.web.access import asks_for_socket, is_public, wants_page
from makerkit.web.neighbours import is_somebody_else

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

MARK = "bench"


class Key:
    """The key of one page, which opens it once.

    Args:
        on_use: is called when it has been used, and another one is needed for another browser.
    """

    def __init__(self, on_use: Callable[[], None]) -> None:
        self._on_use = on_use
        self._lock = threading.Lock()
        self._value: str | None = secrets.token_urlsafe(12)
        self._used: set[str] = set()

    @property
    def value(self) -> str:
        """The key; a new one where the last one has been used."""
        with self._lock:
            self._value = self._value or secrets.token_urlsafe(12)
            return self._value

    def use(self, offered: str) -> bool:
        """Return whether this is the key; it is none afterwards."""
        with self._lock:
            if self._value is None or not secrets.compare_digest(
                offered.encode(), self._value.encode()
            ):
                return False
            self._used.add(self._value)
            self._value = None
        self._on_use()
        return True

    def was_used(self, offered: str) -> bool:
        """Return whether this has opened the page before."""
        with self._lock:
            return offered in self._used


def ask_for_key(app: Flask, key: Key) -> None:
    """Refuse every request but that of a browser which has shown the key."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        offered = request.args.get("key", "") if request.method == "GET" else ""
        is_mine = not _comes_from_somebody_else()
        if is_mine and session.get(MARK):
            return redirect("/") if offered else None
        if is_public(current_app, request.endpoint):
            return None
        if not is_mine or not key.use(offered):
            if request.method == "GET" and wants_page() and not asks_for_socket():
                known = {"was_used": is_mine and key.was_used(offered), "is_wrong": bool(offered)}
                return render_template("bench_key.html", live_url="", **known), 401
            abort(401)
        session[MARK] = True  # signed with a key that this process alone has
        return redirect("/")


def _comes_from_somebody_else() -> bool:
    ports = request.environ.get("REMOTE_PORT", ""), request.environ.get("SERVER_PORT", "")
    theirs, ours = (int(port) if str(port).isdecimal() else 0 for port in ports)
    return is_somebody_else(request.remote_addr or "", theirs, ours)
