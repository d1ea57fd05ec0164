"""Believes a contact once it has been quiet for a while: contacts bounce, cables crackle.

One that never comes to rest (a door that rattles in the wind, a cable that somebody works at) would
never be believed, and whoever opens that door never seen. So unrest that lasts is told as such.
"""

UNREST_S = 1.0
"""Contacts bounce for 1 to 10 ms: what lasts so much longer is no bouncing."""


class Settle:
    """Of each pin the level that was last told, and the one that waits to be believed.

    Args:
        quiet_s: how long a pin has to keep its new level before it counts.
    """

    def __init__(self, quiet_s: float) -> None:
        self._quiet_s = quiet_s
        self._unrest_s = max(UNREST_S, 2 * quiet_s)
        self._told: dict[int, bool | None] = {}  # None: that it does not come to rest
        self._changed: dict[int, tuple[bool, float]] = {}
        self._moves: dict[int, tuple[float, float]] = {}

    def feed(self, pin: int, *, is_active: bool, now_s: float) -> None:
        """Take what a pin reads now; its first reading counts at once."""
        if pin not in self._told:
            self._changed[pin] = (is_active, now_s - self._quiet_s)
        elif self._told[pin] is is_active:
            self._changed.pop(pin, None)
        elif pin not in self._changed or self._changed[pin][0] is not is_active:
            self._changed[pin] = (is_active, now_s)

    def bounce(self, pin: int, now_s: float) -> None:
        """Take that a pin has moved, whatever it reads now: its quiet time begins anew."""
        first_s, last_s = self._moves.get(pin, (now_s, now_s))
        self._moves[pin] = (now_s if now_s - last_s > self._quiet_s else first_s, now_s)
        if pin in self._changed:
            level, _ = self._changed[pin]
            self._changed[pin] = (level, now_s)

    def due(self, now_s: float) -> list[tuple[int, bool]]:
        """Return the pins whose new level counts from now on."""
        settled = [
            (pin, level)
            for pin, (level, since_s) in sorted(self._changed.items())
            if now_s - since_s >= self._quiet_s
        ]
        for pin, level in settled:
            self._told[pin] = level
            del self._changed[pin]
            self._moves.pop(pin, None)
        return settled

    def restless(self) -> list[int]:
        """Return the pins that have not come to rest for long, each once until it has."""
        found = [
            pin
            for pin, (first_s, last_s) in sorted(self._moves.items())
            if last_s - first_s >= self._unrest_s and self._told.get(pin) is not None
        ]
        self._told.update(dict.fromkeys(found))
        return found

    def next_s(self) -> float | None:
        """Return when something may be due; None while every pin is quiet."""
        times = [since_s + self._quiet_s for _, since_s in self._changed.values()]
        return min(times, default=None)
