"""The link's pulse: a PING now and then says how long the way is, and whether the board lives."""

from __future__ import annotations

from makerkit.arduino.messages.link import Ping, Pong

AFTER_SILENCE_S = 1.0
"""A board that says nothing for so long is asked, also where nobody wants the way measured."""
_LAST_MS = 2**31 - 120_000
"""The uptime begins again at 0 after 24 days; from here on that is no restart."""


class Pulse:
    """Says when a PING is due, and what a PONG tells.

    Args:
        every_s: how often the way is measured, None for never.

    Attributes:
        round_trip_s: of the last PING, None before the first PONG.
        longest_round_trip_s: of all.
    """

    def __init__(self, every_s: float | None) -> None:
        self.round_trip_s: float | None = None
        self.longest_round_trip_s: float | None = None
        self._every_s = every_s
        self._token = 0
        self._asked_s = 0.0
        self._is_asked = False
        self._uptime_ms = 0

    def restart(self, uptime_ms: int, now_s: float) -> None:
        """The board has said BOOT."""
        self._uptime_ms, self._asked_s, self._is_asked = uptime_ms, now_s, False

    def ping_when_due(self, now_s: float, *, silent_s: float) -> Ping | None:
        """Return a PING to send, if it is time."""
        since_s = now_s - self._asked_s
        is_due = self._every_s is not None and since_s >= self._every_s
        if not is_due and not silent_s >= AFTER_SILENCE_S <= since_s:
            return None
        self._token = (self._token + 1) % 65_536
        self._asked_s, self._is_asked = now_s, True  # an older one without an answer is lost
        return Ping(self._token)

    def answered(self, pong: Pong, now_s: float) -> bool:
        """Take a PONG; tell whether the board has started anew since the last."""
        if self._is_asked and pong.token == self._token:
            self._is_asked = False
            self.round_trip_s = now_s - self._asked_s
            self.longest_round_trip_s = max(self.round_trip_s, self.longest_round_trip_s or 0.0)
        has_restarted = pong.uptime_ms < self._uptime_ms < _LAST_MS
        self._uptime_ms = pong.uptime_ms
        return has_restarted
