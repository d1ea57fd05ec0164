"""What the judge is given to judge one frame by."""

from dataclasses import dataclass

import cv2

from security_system.motion.background import Background
from security_system.motion.cells import Mask, Values
from security_system.motion.moments import Moved


@dataclass(slots=True, kw_only=True)
class Look:
    """What the judge looks at in one frame.

    Attributes:
        difference: of the cells from the background.
        changed: cells that show something else than the background.
        moved: cells that are not what they were a moment ago; None when nothing has changed.
        soft: differences in a part of the picture, and 1 where a cell became softly brighter or
            darker, with nobody before it; None when nothing did.
        shaken_s: when the camera last moved.
        is_new: the first moments.
    """

    t_s: float
    dt_s: float
    cells: Values
    difference: Values
    changed: Mask
    moved: Moved | None
    background: Background
    soft: tuple[Values, Mask] | None
    shaken_s: float
    is_new: bool

    def lit(self, way: int) -> int:
        """Return how many cells became softly brighter, or darker when `way` is not above 0."""
        if self.soft is None:
            return 0
        difference, soft = self.soft
        return cv2.countNonZero(soft & ((difference > 0) == (way > 0)))
