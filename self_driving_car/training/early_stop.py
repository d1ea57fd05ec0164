"""When to stop: once a score that shall fall has not fallen for a while."""

import math
from dataclasses import dataclass


@dataclass(slots=True)
class EarlyStop:
    """Remembers the best epoch.

    Attributes:
        patience: so many epochs in a row may bring nothing.
        least_gain: share by which a score must be lower to count.
        best: the lowest score so far.
        best_epoch: when it was, from 0; None before the first.
    """

    patience: int
    least_gain: float = 0.002
    best: float = math.inf
    best_epoch: int | None = None
    _without_gain: int = 0

    def is_better(self, score: float, epoch: int) -> bool:
        """Take the score of an epoch; tell whether its net is the one to keep."""
        better = math.isfinite(score) and score < self.best * (1 - self.least_gain)
        if better:
            self.best, self.best_epoch, self._without_gain = score, epoch, 0
        else:
            self._without_gain += 1
        return better

    @property
    def is_over(self) -> bool:
        """Whether patience has ended."""
        return self._without_gain >= self.patience
