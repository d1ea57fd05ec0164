"""The WebSockets of the page: a thin loop round `Session`, and one sender thread for each page."""

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from flask import Flask, abort, request
from flask_sock import Sock
from simple_websocket import ConnectionClosed
from wsproto.utilities import LocalProtocolError

from makerkit.web.access import asks_for_socket
from makerkit.web.live import LiveHub
from makerkit.web.page import Page
from makerkit.web.session import MESSAGE_MAX_BYTES
from makerkit.web.whole_socket import WholeSocket

if TYPE_CHECKING:
    from makerkit.web.visitors import Permit

PING_S = 25
LOGIN_CHECK_S = 5.0
LOOK_UP_S = 2.0
BACKLOG_MAX = 50
NOT_LOGGED_IN = 4401
TOO_MANY = 4429
NOT_THERE = 4404
GONE = (ConnectionClosed, OSError, LocalProtocolError)
"""What is raised to who speaks to a page that has gone, or is about to."""

OPTIONS = {
    "ping_interval": PING_S,
    "max_message_size": 4 * MESSAGE_MAX_BYTES,
    "receive_bytes": 16384,  # one whole TLS record: what is left inside would wait for the next one
}


def init_sockets(app: Flask) -> Sock:
    """Prepare an app for sockets; the returned object registers them."""
    app.config["SOCK_SERVER_OPTIONS"] = OPTIONS
    app.teardown_request(_shut)
    return Sock(app)


def prepare_socket() -> None:
    """Put a `WholeSocket` under the WebSocket that is asked for; refuse what cannot be one."""
    if not asks_for_socket():
        return
    inner = request.environ.get("werkzeug.socket")
    if inner is None or request.headers.get("Sec-WebSocket-Version", "") != "13":
        abort(400)
    if not request.headers.get("Sec-WebSocket-Key"):
        abort(400)
    request.environ["werkzeug.socket"] = WholeSocket(inner)
    request.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # pictures and state do not pack


def _shut(_error: BaseException | None) -> None:
    """Wake up the thread that reads, however the conversation ended."""
    inner = request.environ.get("werkzeug.socket")
    if isinstance(inner, WholeSocket) and inner.has_spoken:
        inner.end()


def whole(ws: Any) -> WholeSocket:
    """Return the socket under a WebSocket, told when to read no further."""
    sock: WholeSocket = ws.sock
    sock.reader = ws.thread
    sock.is_full = lambda: len(ws.input_buffer) >= BACKLOG_MAX
    return sock


def serve_page(hub: LiveHub, ws: Any, permit: "Permit", *, user: str | None, address: str) -> None:
    """Serve one page until it goes: this thread reads, another sends."""
    whole(ws)
    page = hub.open_page(user, key=permit.key, address=address)
    if page is None:
        close_quietly(ws, TOO_MANY, f"{hub.pages_max} pages are open already. Close one of them.")
        return
    sender = threading.Thread(
        target=_send, args=(ws, page, permit), name=f"web-page-{page.number}", daemon=True
    )
    sender.start()
    try:
        _read(hub, ws, page, permit)
    except GONE:
        pass
    finally:
        hub.shut_page(page)
        sender.join(timeout=10.0)


def close_quietly(ws: Any, code: int, reason: str) -> None:
    """Close a WebSocket that may have gone already, so that its readers wake too."""
    with suppress(*GONE):
        ws.close(code, reason)
    ws.sock.close()


def _read(hub: LiveHub, ws: Any, page: Page, permit: "Permit") -> None:
    session = hub.session(page)
    while True:
        message = ws.receive(timeout=LOOK_UP_S)  # the library may fail to wake us at the end
        if page.closed is not None:
            return
        if message is None:
            continue
        if not permit.holds():
            page.close(NOT_LOGGED_IN, "Log in again.")
            return
        hub.obey(session, message)
        if session.has_acted:
            permit.acts()
        if session.is_deluge:
            page.close(TOO_MANY, "Too many orders.")
            return


def _send(ws: Any, page: Page, permit: "Permit") -> None:
    with suppress(*GONE):
        while True:
            text = page.wait(LOGIN_CHECK_S)
            if text is not None:
                ws.send(text)
            elif page.closed is not None:
                break
            elif not permit.holds():
                page.close(NOT_LOGGED_IN, "Log in again.")
    code, reason = page.closed or (1000, "")
    close_quietly(ws, code, reason)
