"""One page's conversation: a message and the time in, answers out. No socket, thread or clock."""

import json
import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from makerkit.web.page import Page, RefusedError

MESSAGE_MAX_BYTES = 8192
ORDERS_PER_S = 60.0  # a joystick sends 30
BURST = 120.0
DELUGE = 600  # so many refused for their number, and the page is closed
NUMBER_MAX = 2**53
PING = "ping"
"""Asked by a page that has heard nothing for a while: whether anybody is there."""

Args = dict[str, Any]
Handler = Callable[[Args, Page], Any]

log = logging.getLogger(__name__)


class Session:
    """Understands what a page sends, and answers each message once.

    A message is `{"n": 12, "do": "press", "with": {...}}`; the answer is `{"done": 12}`, with
    `result` if there is one, or `{"refused": 12, "why": "..."}`. What cannot be understood is
    refused with n as null.
    """

    def __init__(self, handlers: Mapping[str, Handler], page: Page) -> None:
        self.page = page
        self._handlers = handlers
        self._tokens = BURST
        self._last_s: float | None = None
        self._too_many = 0
        self.has_acted = False

    @property
    def is_deluge(self) -> bool:
        """Whether the page sends so much that it has to be closed."""
        return self._too_many > DELUGE

    def on_message(self, message: str | bytes, now_s: float) -> list[dict[str, Any]]:
        """Carry out one message and return the answers to it."""
        self.has_acted = False
        try:
            number, order, args = _understand(message)
        except ValueError as error:
            self._has_room(now_s)
            return [_refusal(None, str(error))]
        if not self._has_room(now_s):
            return [_refusal(number, "Too many orders in one second. Wait a moment.")]
        if order == PING:
            return [{"done": number}]
        self.has_acted = True
        handler = self._handlers.get(order)
        if handler is None:
            return [_refusal(number, f"Nobody here knows the order {order[:40]!r}.")]
        return [self._carry_out(number, order, args, handler)]

    def _carry_out(self, number: int, order: str, args: Args, handler: Handler) -> dict[str, Any]:
        try:
            result = handler(args, self.page)
        except RefusedError as refused:
            return _refusal(number, str(refused))
        except Exception:
            mark = secrets.token_hex(4)
            log.exception("The order %r failed (error %s).", order, mark)
            return _refusal(number, f"That did not work. The log says why, at error {mark}.")
        return {"done": number} if result is None else {"done": number, "result": result}

    def _has_room(self, now_s: float) -> bool:
        """Take one token out of a bucket that fills with time."""
        if self._last_s is not None:
            self._tokens = min(BURST, self._tokens + max(0.0, now_s - self._last_s) * ORDERS_PER_S)
        self._last_s = now_s
        if self._tokens < 1.0:
            self._too_many += 1
            return False
        self._tokens -= 1.0
        return True


def _understand(message: str | bytes) -> tuple[int, str, Args]:
    if isinstance(message, bytes):
        raise ValueError("This link speaks text, not bytes.")
    if len(message) > MESSAGE_MAX_BYTES:
        raise ValueError(f"A message has at most {MESSAGE_MAX_BYTES} characters.")
    try:
        parsed = json.loads(message, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ValueError("This is not JSON.") from None
    if not isinstance(parsed, dict):
        raise ValueError('A message looks like {"n": 1, "do": "press", "with": {}}.')
    number, order, args = parsed.get("n"), parsed.get("do"), parsed.get("with", {})
    if type(number) is not int or not 0 <= number <= NUMBER_MAX:
        raise ValueError("A message needs a whole number n, not negative.")
    if not isinstance(order, str) or not isinstance(args, dict):
        raise ValueError('A message needs "do" as text, and "with" as an object.')
    return number, order, args


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _refusal(number: int | None, why: str) -> dict[str, Any]:
    return {"refused": number, "why": why}
