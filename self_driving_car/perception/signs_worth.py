"""How likely a coloured spot is a plate or a lamp, before the net looks at it.

The net is asked about ten spots of a picture at most, so the likely ones have to come first. What
speaks for a spot is weighed and added up, as in logistic regression.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from self_driving_car.perception.signs_colours import Colours
    from self_driving_car.perception.signs_spots import Spot

FULL = 40.0
"""A lamp stands out by about so much from what is around it."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What speaks for a spot, in log odds: fitted on the simulated track and on drawn pictures.

    Attributes:
        usual: of one that is round, as big as `best_px` and not brighter than what is around it.
        round: by how much less, the less a spot fills of a square around it.
        best_px, small: by how much less, the smaller a spot is.
        strong: by how much more, the stronger its colour is.
        bright: by how much more, the brighter it is than what is around it.
        masks: by how much more in each mask.
    """

    usual: float
    round: float
    best_px: float
    small: float
    strong: float
    bright: float
    masks: tuple[float, ...]


PLATE = Worth(0.67, 3.67, 30.0, 1.61, 0.97, 0.61, (0.0, -0.52, -0.91))
LAMP = Worth(-0.2, 2.67, 15.0, 1.06, 0.43, 0.94, (-0.46, -0.46, 0.0, -0.24))


def worth_of(spot: Spot, colours: Colours, kind: Worth) -> float:
    """Return how likely a spot is what `kind` weighs, in log odds.

    Args:
        spot: in a picture.
        colours: of that picture.
        kind: `PLATE` or `LAMP`.
    """
    strength, brighter = _stands_out(spot, colours)
    roundness = spot.fill * min(spot.wide, spot.high) / spot.longer
    smaller = max(0.0, math.log(kind.best_px / spot.longer))
    return (
        kind.usual
        + kind.round * math.log(roundness)
        - kind.small * smaller**2
        + kind.strong * math.log(0.2 + strength / FULL)
        + kind.bright * math.log(1.0 + brighter / FULL)
    )


def _stands_out(spot: Spot, colours: Colours) -> tuple[int, int]:
    """Return how strong a spot's colour is, and by how much it is brighter than what is around.

    The middle of a lamp may be white, and that of a plate is: their colour is beside and above it.
    """
    height, width = colours.green.shape
    x, y = max(0, spot.x), spot.y
    across, down = min(x + spot.wide // 2, width - 1), min(y + spot.high // 2, height - 1)
    aside, above = min(x + spot.wide // 6, width - 1), min(y + spot.high // 5, height - 1)
    places = (down, across), (down, aside), (above, across)
    strength = max(int(colours.strength[place]) for place in places)
    return strength, max(int(colours.excess[place]) for place in places)
