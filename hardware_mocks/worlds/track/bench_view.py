"""What the car's camera sees, as a bench hands it to a simulated camera."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hardware_mocks.worlds.track.track import Track


WHEELS_HEAR_NS = 20_000_000
"""From a program's decision to the motors: the line to the board, and its control 50 times a second
(tests/firmware/car: 10.8 ms in the middle, 21 ms at most)."""


class TrackView:
    """The view of the car's camera; nothing is drawn, or loaded, before somebody looks."""

    def __init__(self, track: Track) -> None:
        self._track = track

    def look(self, t_ns: int, size: tuple[int, int], crop: Any = (0.0, 0.0, 1.0, 1.0)) -> Any:
        """Return the picture at a time."""
        return self._track.view.look(t_ns, size, crop)

    def late_ns(self, number: int, duration_ns: int) -> int | None:
        """Return how much later a frame comes, so that the wheels hear of it after the latency."""
        faults = self._track.scenario.faults
        chance = random.Random(f"late {self._track.seed} {number}")
        if chance.random() < faults.dropped:
            return None
        way_s = faults.latency_s + chance.uniform(0.0, faults.jitter_s)
        return max(0, round(way_s * 1e9) - duration_ns - WHEELS_HEAR_NS)

    def __getattr__(self, name: str) -> Any:
        """Leave the rest (its light, the colour of the light) to what draws it."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._track.view, name)
