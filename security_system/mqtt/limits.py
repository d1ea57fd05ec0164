"""Refusals, counted and told, but not more often than anybody wants to read."""

from collections.abc import Callable

from security_system.alarm.happenings import Happening, Kind

TOLD_EVERY_S = 60.0
COMMANDS_PER_S = 5.0
COMMANDS_AT_ONCE = 10.0


class Refusals:
    """Counts what is refused, and tells of it once a minute at most.

    Args:
        tell: puts a happening into the journal.
    """

    def __init__(self, tell: Callable[[Happening], None]) -> None:
        self._tell = tell
        self._told_s: float | None = None
        self._untold = 0
        self.count = 0

    def add(self, why: str, now_s: float) -> None:
        """Count a refusal, and tell of it unless that was done just now."""
        self.count += 1
        if self._told_s is not None and now_s - self._told_s < TOLD_EVERY_S:
            self._untold += 1
            return
        more = f" ({self._untold} more were refused since the last word of it.)"
        said = f"{why}{more if self._untold else ''}"
        self._told_s, self._untold = now_s, 0
        detail = {"refused": self.count}
        self._tell(Happening(Kind.REFUSED, source="mqtt", place="mqtt", why=said, detail=detail))


class Tap:
    """Lets commands through, a few each second: a flood must not keep the alarm busy."""

    def __init__(self) -> None:
        self._level = COMMANDS_AT_ONCE
        self._at_s = 0.0

    def lets_through(self, now_s: float) -> bool:
        """Return whether one more is taken now."""
        passed_s = max(0.0, now_s - self._at_s)
        self._level = min(COMMANDS_AT_ONCE, self._level + passed_s * COMMANDS_PER_S)
        self._at_s = now_s
        if self._level < 1.0:
            return False
        self._level -= 1.0
        return True
