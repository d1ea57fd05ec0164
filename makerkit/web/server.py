"""Serve an app from this process: threads for the pages, a cap on connections, a clean end."""

import io
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from makerkit.errors import UnsupportedHereError
from makerkit.web.config import EVERYWHERE
from makerkit.web.connections import Connection, Connections
from makerkit.web.intake import HEAD_S, Intake
from makerkit.web.ports import PortBusyError, listen

ANSWER_TIMEOUT_S = 15.0
TLS_HELLO = 0x16

log = logging.getLogger(__name__)


class Handler(WSGIRequestHandler):
    """One request; silent, and without versions in its headers."""

    timeout = ANSWER_TIMEOUT_S

    def setup(self) -> None:
        """Read by an `Intake`, which has an end."""
        super().setup()
        self.rfile.close()
        connections: Connections = self.server.connections  # type: ignore[attr-defined]  # ours
        connection = connections.of(self.client_address) or Connection(self.connection, "")
        most = self.server.app.config["MAX_CONTENT_LENGTH"]  # type: ignore[attr-defined]  # Flask
        self._intake = Intake(self.connection, connection, most)
        self.rfile = io.BufferedReader(self._intake)

    def run_wsgi(self) -> None:
        """Answer: the head of the request is there."""
        self._intake.head_is_whole()
        super().run_wsgi()

    def send_response(self, code: int, message: str | None = None) -> None:
        """Begin the answer."""
        self._intake.answer_begins()
        super().send_response(code, message)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the audit log has what counts."""

    def log_error(self, format: str, *args: Any) -> None:  # noqa: A002  # its name there
        """Keep what goes wrong with a connection out of the way."""
        log.debug(format, *args)

    def version_string(self) -> str:
        """Return what the header Server says."""
        return "makerkit"


class Server(ThreadedWSGIServer):
    """A threaded server with a bounded number of connections; TLS greets in the thread of each."""

    daemon_threads = True

    def __init__(self, host: str, port: int, app: Flask, tls: ssl.SSLContext | None) -> None:
        self.connections = Connections()
        listener = listen(host, port)
        try:
            super().__init__(host, port, app, Handler, fd=listener.fileno())
        finally:
            listener.close()
        self.ssl_context = tls

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a connection its thread, or hang up when there are too many."""
        if self.connections.enter(request, client_address):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection in its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.connections.leave(client_address)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Greet by TLS first, where the page is encrypted."""
        if self.ssl_context is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(HEAD_S)
        first = request.recv(1, socket.MSG_PEEK)
        if first[:1] != bytes([TLS_HELLO]):
            _say_https(request)
            return
        encrypted = self.ssl_context.wrap_socket(
            request, server_side=True, do_handshake_on_connect=False
        )
        connection = self.connections.of(client_address)
        if connection is not None:
            connection.sock = encrypted
        try:
            encrypted.do_handshake()
            super().finish_request(encrypted, client_address)
        finally:
            with suppress(OSError):
                encrypted.shutdown(socket.SHUT_RDWR)
            encrypted.close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  # as there
        """Note what went wrong with a connection; most often somebody has just gone."""
        log.debug("A connection from %s broke off.", client_address, exc_info=True)


class RunningServer:
    """A server at work in a thread of its own. A context manager.

    Attributes:
        url: where the page is.
    """

    def __init__(self, server: Server, url: str, before_end: Callable[[], None]) -> None:
        self.url = url
        self._before_end = before_end
        self.port = server.port
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever,
            kwargs={"poll_interval": 0.1},
            name="web-server",
            daemon=True,
        )
        self._thread.start()

    def __enter__(self) -> "RunningServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait(self) -> None:
        """Wait until the server ends."""
        while self._thread.is_alive():
            self._thread.join(1.0)

    def stop(self) -> None:
        """End the server, and tell the pages that are open."""
        self._before_end()
        self._server.shutdown()
        self._thread.join(5.0)
        if self._thread.is_alive():
            raise UnsupportedHereError("The web server did not end within 5 s.")


def start(
    app: Flask, *, further_ports: int = 0, say: Callable[[str], None] | None = None
) -> RunningServer:
    """Start serving an app in a thread, and return what stops it.

    Args:
        further_ports: how many ports after the wanted one to try when it is busy.
        say: told where the page is, and whatever a person should know.

    Raises:
        PortBusyError: another program has the port, or all that were tried.
    """
    from makerkit.web.app import parts_of

    parts = parts_of(app)
    config = parts.config
    tls = parts.tls_context()
    server = _first_free(app, config.host, config.port, further_ports, tls)
    url = _url(config.host, server.port, is_tls=tls is not None)
    if say is not None:
        for line in parts.greeting(url):
            say(line)
    return RunningServer(server, url, parts.ending)


def serve(app: Flask, *, further_ports: int = 0) -> None:
    """Serve an app until Ctrl-C; prints where the page is.

    Args:
        further_ports: how many ports after the wanted one to try when it is busy.
    """
    running: RunningServer | None = None
    try:
        running = start(app, further_ports=further_ports, say=_print)
        running.wait()
    except KeyboardInterrupt:
        _print("The page ends.")
    finally:
        if running is not None:
            running.stop()


def _first_free(
    app: Flask, host: str, port: int, further: int, tls: ssl.SSLContext | None
) -> Server:
    last = min(65535, port + further) if port else 0
    for candidate in range(port, last + 1):
        try:
            return Server(host, candidate, app, tls)
        except PortBusyError:
            if candidate == last:
                raise
    raise AssertionError("unreachable: the range is not empty")


def _url(host: str, port: int, *, is_tls: bool) -> str:
    if host in EVERYWHERE:
        host = "127.0.0.1"
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if is_tls else 'http'}://{shown}:{port}/"


def _say_https(request: socket.socket) -> None:
    text = b"This page is encrypted: write https:// before its address, not http://.\n"
    head = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n"
    with suppress(OSError):
        request.sendall(head + b"Content-Length: %d\r\n\r\n" % len(text) + text)


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # a server tells its terminal where it is
