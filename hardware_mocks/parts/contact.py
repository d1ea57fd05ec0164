"""The moving contact inside buttons and switches, which chatters before it rests."""

import random

from hardware_mocks.gpio.circuit import SWITCH_OHMS
from hardware_mocks.parts.part import Part

NS_PER_MS = 1_000_000
LONGEST_CHATTER_MS = (1.0, 0.3)
"""Of one stretch at rest and one stretch away from it."""


class Contact:
    """Joins two pins of a part, or does not.

    Args:
        ohms: what is left between them when it is closed.
    """

    def __init__(
        self, part: Part, a: str, b: str, *, closed: bool = False, ohms: float = SWITCH_OHMS
    ) -> None:
        self._part = part
        self._ohms = ohms
        self._branch = part.resistor(a, b, ohms if closed else None)
        self._chance = random.Random(f"{part.bench.seed} {part.name}")
        self._closed = closed
        self._ticket = 0

    def move(self, *, closed: bool, bounce_ms: float = 0.0) -> None:
        """Close or open it; for `bounce_ms` it springs back and forth first."""
        if closed == self._closed:
            return
        self._closed = closed
        self._ticket += 1
        self._touch(self._ticket, closed)
        at_ms = 0.0
        while at_ms < bounce_ms:
            for state, longest_ms in zip((not closed, closed), LONGEST_CHATTER_MS, strict=True):
                at_ms += self._chance.uniform(0.1, 1.0) * longest_ms
                delay_ns = round(min(at_ms, bounce_ms) * NS_PER_MS)
                self._part.clock.after(delay_ns, self._touch, self._ticket, state)

    def _touch(self, ticket: int, closed: bool) -> None:
        if ticket == self._ticket:  # it has not been moved again meanwhile
            self._part.circuit.set_ohms(self._branch, self._ohms if closed else None)
