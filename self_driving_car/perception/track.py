"""A lane that is being followed, and how sure it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.curve import SIZE
from self_driving_car.perception.fit import Belief

Floats = NDArray[np.float64]

ENOUGH_M, ENOUGH_OF_ONE_M = 0.55, 0.3
"""Of marks that were seen together, for full confidence: of a lane, of a line."""


@dataclass(frozen=True, eq=False, slots=True)
class Track:
    """A lane that is being followed.

    Attributes:
        belief: where it is.
        confidence: what the newest picture says of it, from 0.0 to 1.0.
        seen_m: between which distances that showed marks.
        lengths_m: of each mark that was seen.
        memory: confidence that fades while there is nothing to be seen; 0.0: as the confidence.
    """

    belief: Belief
    confidence: float
    seen_m: tuple[float, float]
    lengths_m: tuple[float, ...] = ()
    memory: float = 0.0

    @property
    def curve(self) -> Floats:
        """The middle of the lane, see `curve`."""
        return self.belief.state[:SIZE]

    @property
    def lean(self) -> Floats:
        """How the camera leans, see `lean`."""
        return self.belief.state[SIZE:]


@dataclass(frozen=True, eq=False, slots=True)
class Leaning:
    """What is known of how the camera leans: four numbers."""

    state: Floats
    covariance: Floats


def confidence_of(lengths_m: Floats, share: float) -> float:
    """Judge by the length of mark that was seen on each side, and by what else was there."""
    enough_m = ENOUGH_M if len(lengths_m) > 1 else ENOUGH_OF_ONE_M
    total_m = float(np.minimum(lengths_m, 0.4).sum())
    return min(1.0, total_m / enough_m) * min(1.0, 0.3 + share)
