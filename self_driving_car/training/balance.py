"""Balance of steering: bends are rare in a recording, and are shown more often for that.

Without it a net learns best what it sees most, straight on, and leaves the first bend.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BINS = 15
STRENGTH = 0.5
"""0: as recorded; 1: every bin as often as any other. The square root is a usual compromise."""
MOST = 8.0
"""No record counts more than so many times the usual one: one odd one is not shown for ever."""


def balance(angles: Floats, strength: float = STRENGTH) -> NDArray[np.float64]:
    """Return how likely each record is drawn, (n,), together 1.0.

    Args:
        angles: (n,) -1.0 to 1.0.
        strength: 0.0 (as recorded) to 1.0 (each bin alike).
    """
    counts = histogram(angles)
    weights = counts.astype(np.float64)[bins_of(angles)] ** -strength
    weights = np.minimum(weights, MOST * np.median(weights))
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


def bins_of(angles: Floats) -> NDArray[np.int64]:
    """Return the bin of each angle, 0 (full left) to BINS - 1 (full right)."""
    return np.clip(((angles + 1.0) / 2.0 * BINS).astype(np.int64), 0, BINS - 1)


def histogram(angles: Floats) -> NDArray[np.int64]:
    """Return how many angles are in each bin."""
    return np.bincount(bins_of(angles), minlength=BINS)
