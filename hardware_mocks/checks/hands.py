"""What a check does to the parts: by itself on the simulated bench, by a person's hand on a Pi."""

from typing import Any, Protocol

from hardware_mocks.bench import Bench
from hardware_mocks.checks.names import Wired


class Hands(Protocol):
    """Touches parts. Each method returns when it happened, in seconds since the start."""

    def press(self, part: Wired, *, for_s: float, bounce_s: float) -> float:
        """Press a button, and let it go after that time while the check goes on."""

    def hold(self, part: Wired, *, bounce_s: float) -> float:
        """Press a button and keep it down."""

    def release(self, part: Wired, *, bounce_s: float) -> float:
        """Let a button go."""

    def set(self, part: Wired, *, over_s: float | None = None, **values: Any) -> float:
        """Change what a part senses, at once or evenly over a time."""

    def move(self, part: Wired, *, for_s: float) -> float:
        """Move before a motion sensor for that time, while the check goes on."""


class SimulatedHands:
    """Moves the parts of the simulated bench, to the nanosecond."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def press(self, part: Wired, *, for_s: float, bounce_s: float) -> float:
        """Press a button and let it go after that time."""
        self._chatter(part, bounce_s)
        self._bench.press(_known_as(part), for_s=for_s)
        return self._now_s

    def hold(self, part: Wired, *, bounce_s: float) -> float:
        """Press a button and keep it down."""
        self._chatter(part, bounce_s)
        self._bench.hold(_known_as(part))
        return self._now_s

    def release(self, part: Wired, *, bounce_s: float) -> float:
        """Let a button go."""
        self._chatter(part, bounce_s)
        self._bench.release(_known_as(part))
        return self._now_s

    def set(self, part: Wired, *, over_s: float | None = None, **values: Any) -> float:
        """Change what a part senses."""
        self._bench.set(_known_as(part), over_s=over_s, **values)
        return self._now_s

    def move(self, part: Wired, *, for_s: float) -> float:
        """Move before a motion sensor for that time."""
        moment_s, name = self._now_s, _known_as(part)
        self._bench.set(name, motion=True)
        self._bench.set(name, motion=False, at_s=moment_s + for_s)
        return moment_s

    @property
    def _now_s(self) -> float:
        return self._bench.clock.now_ns / 1e9

    def _chatter(self, part: Wired, bounce_s: float) -> None:
        if bounce_s:
            self._bench.part(_known_as(part)).set(bounce_ms=bounce_s * 1000)


def _known_as(part: Wired) -> str:
    return part.part_id or part.name
