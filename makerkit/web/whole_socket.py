"""The socket under a WebSocket, made safe for one thread that reads and one that writes.

simple-websocket calls `send` and takes it for granted that everything has gone; on a socket with a
timeout, or with TLS, that need not be so. It also reads without end into a list, however slowly
somebody takes messages out.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

SEND_TIMEOUT_S = 8.0
BACKLOG_POLL_S = 0.05
READER_ENDS_S = 2.0


class WholeSocket:
    """Sends everything or fails, one sender at a time; reads no further while too much waits.

    Args:
        inner: the connected socket, plain or TLS.
        is_full: whether so many messages wait that reading must pause.

    Attributes:
        reader: the thread that reads from it, if it is known.
        has_spoken: whether anything was sent: if so, it is a WebSocket, and no error page fits in.
    """

    def __init__(self, inner: socket.socket) -> None:
        self._inner = inner
        self._lock = threading.Lock()
        self._shut = threading.Event()
        self.has_spoken = False
        self.reader: threading.Thread | None = None
        self.is_full: Callable[[], bool] = lambda: False
        inner.settimeout(SEND_TIMEOUT_S)
        with suppress(OSError):
            inner.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fileno(self) -> int:
        """Return the number by which a selector knows the socket."""
        return self._inner.fileno()

    def send(self, data: bytes) -> int:
        """Send all of it, or raise OSError."""
        self.has_spoken = True
        with self._lock:
            self._inner.sendall(data)
        return len(data)

    def recv(self, count: int) -> bytes:
        """Return what has come; whoever calls has seen before that something has."""
        while self.is_full() and not self._shut.wait(BACKLOG_POLL_S):
            pass
        with self._lock:
            try:
                return self._inner.recv(count)
            except ValueError as error:  # how Python's TLS says that it has been shut
                raise ConnectionResetError(str(error)) from error

    def end(self) -> None:
        """Close, and wait until the thread that reads has noticed.

        Otherwise it would wait for a socket that the server has taken away meanwhile.
        """
        self.close()
        if self.reader is not None:
            self.reader.join(READER_ENDS_S)

    def close(self) -> None:
        """End the conversation; the server closes the socket itself, after its last look at it."""
        self._shut.set()
        with suppress(OSError):
            self._inner.shutdown(socket.SHUT_RDWR)
