"""Reads what a browser sends, with an end to it: so many bytes in so much time, and no more."""

import io
import socket
import time

from makerkit.web.connections import Connection

HEAD_S = 15.0
HEAD_MAX_BYTES = 100_000
BODY_S = 15.0
BODY_SLOWEST_BYTES_PER_S = 50_000
LEFT_OVER_S = 3.0
"""What was not wanted is read on so long: a browser shows no answer before it has sent all."""


class Intake(io.RawIOBase):
    """The reading end of a connection.

    Args:
        connection: told while it is waited for.
        body_max_bytes: the largest body that is taken; as much again is read and thrown away.
    """

    def __init__(self, sock: socket.socket, connection: Connection, body_max_bytes: int) -> None:
        self._sock = sock
        self._connection = connection
        self._body_max_bytes = body_max_bytes
        self._left_bytes = HEAD_MAX_BYTES
        self._end_s = time.monotonic() + HEAD_S
        self._is_head = True

    def readable(self) -> bool:
        """Return True."""
        return True

    def head_is_whole(self) -> None:
        """Begin to count for the body."""
        self._is_head = self._connection.is_awaited = False
        self._left_bytes = 2 * self._body_max_bytes
        needed_s = self._body_max_bytes / BODY_SLOWEST_BYTES_PER_S
        self._end_s = time.monotonic() + BODY_S + needed_s

    def answer_begins(self) -> None:
        """Wait not much longer for what is left over."""
        self._end_s = min(self._end_s, time.monotonic() + LEFT_OVER_S)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as it is called
        """Read what has come.

        Raises:
            TimeoutError: it took too long, or the head of the request has no end.
        """
        left_s = self._end_s - time.monotonic()
        most = min(len(buffer), self._left_bytes)
        if left_s <= 0 or (self._is_head and most <= 0):
            raise TimeoutError("The browser has not sent its request whole.")
        if most <= 0:
            return 0
        count = self._wait(memoryview(buffer)[:most], left_s)
        self._left_bytes -= count
        return count

    def _wait(self, buffer: memoryview, longest_s: float) -> int:
        usual_s = self._sock.gettimeout()
        self._connection.is_awaited = True
        try:
            self._sock.settimeout(longest_s)
            return self._sock.recv_into(buffer)
        except ValueError as error:  # how Python's TLS says that it has been shut
            raise ConnectionResetError(str(error)) from error
        finally:
            self._connection.is_awaited = self._is_head
            self._sock.settimeout(usual_s)
