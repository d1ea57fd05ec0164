"""Pushes the car about while an expert drives, so that the recording shows how to get back.

A recording of perfect laps never shows the car beside its lane, and a net that learned from it does
not know the way back ("predicts well offline, does not follow": jetracer #145, OpenBot #31). Only
what the car does is disturbed; what is recorded stays what the expert says. (Laskey et al., DART,
arXiv 1703.09327.)
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from workshop.training.expert import Advice


@dataclass(slots=True)
class Disturbance:
    """Adds a wrong steering for a while, then lets the expert bring the car back.

    Attributes:
        chance: all of it.
        strongest: steering that is added at most, -1..1.
        every_s: how long the car is left alone between two pushes, at most.
        lasts_s: how long a push lasts, at most.
    """

    chance: random.Random
    strongest: float = 0.8
    every_s: float = 2.5
    lasts_s: float = 0.6
    _push: float = 0.0
    _until_s: float = 0.0
    _next_s: float = 0.5

    def disturbed(self, advice: Advice, offset_m: float, now_s: float) -> Advice:
        """Return what the car is told instead of an advice.

        Args:
            offset_m: from the middle of the lane, positive: to its left. Far out nobody pushes.
        """
        if now_s >= self._next_s:
            self._push = self.chance.uniform(-self.strongest, self.strongest)
            self._until_s = now_s + self.chance.uniform(0.1, self.lasts_s)
            self._next_s = self._until_s + self.chance.uniform(0.3, self.every_s)
        if now_s >= self._until_s or abs(offset_m) > 0.11:
            return advice
        return Advice(min(1.0, max(-1.0, advice.angle + self._push)), advice.throttle)
