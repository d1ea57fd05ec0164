"""Learns what the marks of this road look like, each side by itself."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEARNS = 0.08
"""Share of the new in what is known, per picture."""
FAINTEST = 6.0
"""Grey levels below which a colour is none."""
FADED = 0.65
"""Share of the learned contrast that is left of a mark that is worn or far away."""
FADES_OUT = 0.12
"""How much less than that makes it unlikely."""
SURE = 10
"""So many pictures must have taught them."""
DARK = 12.0
"""Grey levels added to the floor's brightness: below this, contrast and light fall together no
more."""
STRAY = 0.4
"""How far a mark's colour may stray from the learned one, as a share of its contrast."""


class MarkColours:
    """By how much the blue, green and red of each mark differ from the floor beside it.

    Of a streak and of what is known four numbers are kept: these three, and the brightness of that
    floor. A shadow takes as large a share of the contrast as of the floor's light; glare leaves the
    contrast as it is. A seam of the floor has neither: so it is told from a mark in bad light.
    """

    def __init__(self, marks: int) -> None:
        self.known: list[Floats | None] = [None] * marks
        self._lessons = 0

    @property
    def are_sure(self) -> bool:
        """Whether they have been seen often enough to look for nothing else."""
        return self._lessons >= SURE

    @property
    def all(self) -> Floats | None:
        """(m, 3) the different colours that are known; None while one mark is still unknown."""
        known = [colour[:3] for colour in self.known if colour is not None]
        if len(known) < len(self.known):
            return None
        different: list[Floats] = []
        for colour in known:
            if all(_unlike(colour, other) > STRAY for other in different):
                different.append(colour)
        return np.array(different)

    def learn(self, colour: Floats, side: NDArray[np.intp], weight: Floats) -> None:
        """Learn from streaks (n, 4) that were taken for marks, each weighed from 0 to 1."""
        self._lessons += 1
        for mark in range(len(self.known)):
            good = (side == mark) & (weight > 0.3)
            if np.count_nonzero(good) < 12:
                continue
            seen = _median(colour[good])
            if np.abs(seen[:3]).max() < FAINTEST:
                continue
            known = self.known[mark]
            self.known[mark] = seen if known is None else known + LEARNS * (seen - known)

    def likelihood(self, colour: Floats) -> Floats:
        """Return (marks, n) from 0 to 1: how well streaks look like each mark; 1.0: unknown."""
        rows = [_alike(colour, one) for one in self.known]
        return np.array([np.ones(len(colour)) if row is None else row for row in rows])


def _median(rows: Floats) -> Floats:
    """Return the median of rows (n, 4): numpy's own takes a few times as long for so few."""
    ordered = np.sort(rows, axis=0)
    return np.asarray((ordered[(len(rows) - 1) // 2] + ordered[len(rows) // 2]) / 2)


def _alike(colour: Floats, known: Floats | None) -> Floats | None:
    if known is None:
        return None
    square = float(known[:3] @ known[:3])
    differs, floor = colour[:, :3], colour[:, 3]
    share = differs @ known[:3] / square
    aside = np.sqrt(np.maximum((differs**2).sum(1) - share**2 * square, 0.0)) / np.sqrt(square)
    of_light = share * (known[3] + DARK) / (floor + DARK)
    too_little = np.minimum(np.maximum(share, of_light) - FADED, 0.0)
    off = too_little / FADES_OUT + np.maximum(np.minimum(share, of_light) - 1.5, 0.0)
    stray = aside / (STRAY * (0.5 + 0.5 * share.clip(0)) + FAINTEST / np.sqrt(square))
    return np.asarray(np.exp(-0.5 * (off**2 + stray**2)))


def _unlike(one: Floats, other: Floats) -> float:
    return float(np.linalg.norm(one - other) / np.linalg.norm(other))
