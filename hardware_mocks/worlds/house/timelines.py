"""Values that change at times: a lamp that is switched, a door that swings, clouds that come up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


class Ramps:
    """A value that is set at once or little by little; between two changes it stays.

    Example:
        >>> lamp = Ramps(0.0)
        >>> lamp.change(10.0, 1.0, over_s=2.0)
        >>> lamp.at(9.0), lamp.at(11.0), lamp.at(60.0)
        (0.0, 0.5, 1.0)
    """

    def __init__(self, first: float = 0.0) -> None:
        self._times: list[float] = [float("-inf")]
        self._changes: list[tuple[float, float, float]] = [(first, first, 0.0)]  # from, to, over_s

    def change(self, t_s: float, to: float, *, over_s: float = 0.0) -> None:
        """Let the value go to `to` from `t_s` on; what was planned for later stays."""
        place = bisect_right(self._times, t_s)
        self._times.insert(place, t_s)
        self._changes.insert(place, (self._value(place - 1, t_s), to, over_s))
        for later in range(place + 1, len(self._times)):  # they begin where this one has led to
            _, goal, over = self._changes[later]
            start = self._value(later - 1, self._times[later])
            self._changes[later] = (start, goal, over)

    def at(self, t_s: float) -> float:
        """Return the value at a time."""
        return self._value(bisect_right(self._times, t_s) - 1, t_s)

    def _value(self, place: int, t_s: float) -> float:
        start, goal, over_s = self._changes[place]
        since = t_s - self._times[place]
        return goal if since >= over_s else start + (goal - start) * since / over_s

    def crossings(self, level: float) -> Iterator[float]:
        """Yield the times at which the value may pass a level."""
        for t_s, (start, goal, over_s) in zip(self._times[1:], self._changes[1:], strict=True):
            if (start > level) != (goal > level):
                yield t_s + over_s * (level - start) / (goal - start)
            elif over_s == 0:
                yield t_s

    def times(self) -> list[float]:
        """Return when changes begin."""
        return self._times[1:]


@dataclass(frozen=True, slots=True)
class Passage:
    """One opening of a door by somebody who goes through; `who` it is.

    It opens from `opens_s` to `open_s` and falls shut from `shuts_s` to `shut_s`.
    """

    who: str
    opens_s: float
    open_s: float
    shuts_s: float
    shut_s: float

    def at(self, t_s: float) -> float:
        """Return how far it holds the door open, 0 to 1."""
        if t_s <= self.opens_s or t_s >= self.shut_s:
            return 0.0
        if t_s < self.open_s:
            return (t_s - self.opens_s) / (self.open_s - self.opens_s)
        if t_s <= self.shuts_s:
            return 1.0
        return (self.shut_s - t_s) / (self.shut_s - self.shuts_s)

    def crossings(self, level: float) -> tuple[float, float]:
        """Return when it passes a level, upwards and downwards."""
        opening, shutting = self.open_s - self.opens_s, self.shut_s - self.shuts_s
        return (self.opens_s + level * opening, self.shut_s - level * shutting)


class DoorMotion:
    """How far a door is open: what it was left at, or what those who pass make of it."""

    def __init__(self, first: float) -> None:
        self.rests = Ramps(first)
        self.passages: list[Passage] = []

    def at(self, t_s: float) -> float:
        """Return how far it is open, 0 to 1."""
        passing = (passage.at(t_s) for passage in self.passages)
        return max(self.rests.at(t_s), max(passing, default=0.0))

    def changes(self, level: float) -> list[tuple[float, bool]]:
        """Return when the door passes a level, and whether it is above it from then on."""
        times = {t_s for passage in self.passages for t_s in passage.crossings(level)}
        times.update(self.rests.crossings(level))
        found = []
        is_above = self.at(float("-1e9")) > level
        for t_s in sorted(times):
            now_above = self.at(t_s + 1e-6) > level
            if now_above != is_above:
                found.append((t_s, now_above))
                is_above = now_above
        return found
