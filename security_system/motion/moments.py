"""The last half second: what moves looks different from what it was a moment ago."""

from collections import deque
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from security_system.motion.background import DARK
from security_system.motion.cells import Mask, Values, Window

AGO_S, KEPT_S = 0.3, 0.5
MOVED_CONTRAST = 4.0


class Moved:
    """Where the picture is not what it was a moment ago.

    Args:
        off: by how much each cell in the window differs from then.
        bound: what is not more does not count.
        window: elsewhere nothing moves.
        shape: of the whole, in cells.
    """

    def __init__(self, off: Values, bound: Values, window: Window, shape: tuple[int, ...]) -> None:
        self._off, self._bound, self._window, self._shape = off, bound, window, shape
        self.mask = self._spread(np.abs(off) > bound)

    @cached_property
    def brighter(self) -> Mask:
        """1 where a cell is brighter than it was."""
        return self._spread(self._off > self._bound)

    def _spread(self, part: NDArray[np.bool_]) -> Mask:
        whole = np.zeros(self._shape, np.uint8)
        whole[self._window] = part
        return whole


class Moments:
    """Keeps the pictures of the last moments.

    Args:
        cells: the first picture.
        seen: some of its cells, by which the light of the whole is judged.
        t_s: when it was taken.
    """

    def __init__(self, cells: Values, seen: Values, t_s: float) -> None:
        self._ago = deque([(t_s, cells, seen)])

    def remember(self, cells: Values, seen: Values, t_s: float) -> None:
        """Take the newest picture."""
        self._ago.append((t_s, cells, seen))
        while not 0.0 <= t_s - self._ago[0][0] <= KEPT_S and len(self._ago) > 1:
            self._ago.popleft()

    def moving(
        self, here: Values, seen: Values, noise: Values, window: Window, t_s: float
    ) -> Moved:
        """Return where a cell is not what it was a moment ago.

        Args:
            here, noise: the cells in the window, and what they vary by without having changed.
            seen: as in `remember`.
            window: where it is looked; elsewhere nothing moves.
        """
        before, seen_before = self._moment_ago(t_s)
        gain = _brightness(seen) / _brightness(seen_before)
        off = before[window] * gain
        off += DARK * (gain - 1.0)
        np.subtract(here, off, out=off)
        return Moved(off, np.maximum(noise, MOVED_CONTRAST), window, before.shape)

    def _moment_ago(self, t_s: float) -> tuple[Values, Values]:
        moment = self._ago[0]
        for later in self._ago:
            if later[0] > t_s - AGO_S + 1e-6:
                break
            moment = later
        return moment[1], moment[2]


def _brightness(seen: Values) -> float:
    return float(np.add.reduce(seen) / len(seen)) + DARK
