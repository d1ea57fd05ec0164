"""One open page: what waits to be sent to it, bounded, so that a slow page costs nobody else."""

import threading
import time
from collections import deque
from typing import Any

from makerkit.errors import MakerKitError
from makerkit.web.plain_json import to_json

STATE_EVERY_S = 1 / 30
WAITING_MAX = 100
TOO_SLOW = 4408
KINDS = ("info", "warning", "error")


class RefusedError(MakerKitError, ValueError):
    """An order is not carried out; the text says why, for the person at the page."""


class Page:
    """One open page.

    Attributes:
        number: counts up; no two pages have the same.
        user: who is logged in there, or None without login.
        key: names the login session that the page belongs to.
        address: where it is.
        closed: the WebSocket code and the reason, once it should be closed.
    """

    def __init__(
        self, number: int, user: str | None = None, *, key: str = "", address: str = ""
    ) -> None:
        self.number = number
        self.user = user
        self.key = key
        self.address = address
        self.closed: tuple[int, str] | None = None
        self._waiting: deque[str] = deque()
        self._state = ""
        self._has_state = False
        self._hurry = False
        self._next_state_s = 0.0
        self._woken = threading.Condition()
        self._sleeps_for_anything = False

    def send(self, message: dict[str, Any]) -> None:
        """Put a message into the queue; a page that does not take them is closed."""
        with self._woken:
            if len(self._waiting) >= WAITING_MAX:
                self._close(TOO_SLOW, "The page is too slow.")
            else:
                self._waiting.append(to_json(message))
            self._woken.notify_all()

    def say(self, text: str, kind: str = "info") -> None:
        """Show a short message on this page; kind is info, warning or error."""
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)} (got {kind!r}).")
        self.send({"say": text, "kind": kind})

    def show(self, text: str, *, hurry: bool = False) -> None:
        """Replace the state that waits to be sent; older ones that were not sent are gone."""
        with self._woken:
            self._state, self._has_state = text, True
            self._hurry = self._hurry or hurry
            if hurry or self._sleeps_for_anything:
                self._woken.notify_all()

    def close(self, code: int, reason: str) -> None:
        """Close the page soon; what waits to be sent is sent first."""
        with self._woken:
            self._close(code, reason)
            self._woken.notify_all()

    def take(self, now_s: float) -> tuple[str | None, float | None]:
        """Return what to send now, or None and how long nothing will be due.

        Returns:
            the text and 0.0; or None and seconds, None for "until something happens".
        """
        if self._waiting:
            return self._waiting.popleft(), 0.0
        if not self._has_state:
            return None, None
        if not self._hurry and now_s < self._next_state_s:
            return None, self._next_state_s - now_s
        self._has_state = self._hurry = False
        self._next_state_s = now_s + STATE_EVERY_S
        return self._state, 0.0

    def wait(self, longest_s: float) -> str | None:
        """Return what to send next as soon as it is due, or None after a time or once closed."""
        end_s = time.monotonic() + longest_s
        with self._woken:
            while True:
                now_s = time.monotonic()
                text, quiet_s = self.take(now_s)
                if text is not None or self.closed or now_s >= end_s:
                    return text
                left_s = end_s - now_s
                self._sleeps_for_anything = quiet_s is None
                self._woken.wait(left_s if quiet_s is None else min(quiet_s, left_s))
                self._sleeps_for_anything = False

    def _close(self, code: int, reason: str) -> None:
        if self.closed is None:
            self.closed = (code, reason)
