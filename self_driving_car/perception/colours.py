"""Learns what the marks of this road look like, each side by itself."""

from dataclasses import dataclass

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
CLIPS = 245.0
"""A channel of the camera that is this bright can hardly become brighter."""
MEAN = np.full(3, 1 / 3)
LEAST_CLEAR = 0.2
"""Channels that are not clipped tell how much of a mark's contrast is seen where they have so much
of it."""


class MarkColours:
    """By how much the blue, green and red of each mark differ from the floor beside it.

    Of a streak and of what is known six numbers are kept: these three, and the floor's own blue,
    green and red. A shadow takes as large a share of the contrast as of the floor's light; glare
    leaves the contrast as it is, but where a channel is clipped, it shows less than there is. A
    seam of the floor has neither: so it is told from a mark in bad light.
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
        """Learn from streaks (n, 6) that were taken for marks, each weighed from 0 to 1."""
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
        seen = Looks(colour[:, :3], _is_clipped(colour), colour[:, 3:] @ MEAN + DARK)
        rows = [_alike(seen, one) for one in self.known]
        return np.array([np.ones(len(colour)) if row is None else row for row in rows])


@dataclass(frozen=True, eq=False, slots=True)
class Looks:
    """What streaks look like.

    Attributes:
        differs: (n, 3) their blue, green and red from the floor's.
        is_clipped: (n, 3) whether floor or mark are as bright as a channel can be.
        light: (n,) how bright the floor is, with `DARK` added.
    """

    differs: Floats
    is_clipped: NDArray[np.bool_]
    light: Floats


def _median(rows: Floats) -> Floats:
    """Return the median of rows (n, 6): numpy's own takes a few times as long for so few."""
    ordered = np.sort(rows, axis=0)
    return np.asarray((ordered[(len(rows) - 1) // 2] + ordered[len(rows) // 2]) / 2)


def _alike(seen: Looks, known: Floats | None) -> Floats | None:
    if known is None:
        return None
    size = float(np.linalg.norm(known[:3]))
    share, rest = _compared(seen, known)
    aside = np.sqrt(np.einsum("ij,ij->i", rest, rest)) / size
    of_light = share * (known[3:] @ MEAN + DARK) / seen.light
    too_little = np.minimum(np.maximum(share, of_light) - FADED, 0.0)
    off = too_little / FADES_OUT + np.maximum(np.minimum(share, of_light) - 1.5, 0.0)
    stray = aside / (STRAY * (0.5 + 0.5 * share.clip(0)) + FAINTEST / size)
    return np.asarray(np.exp(-0.5 * (off**2 + stray**2)))


def _compared(seen: Looks, known: Floats) -> tuple[Floats, Floats]:
    """Return (n,) which share of the known contrast streaks show, and (n, 3) what is left then."""
    contrast, differs = known[:3], seen.differs
    is_cut, is_known_cut = seen.is_clipped, _is_clipped(known[None])
    if not is_known_cut.any() and not is_cut.any():
        share = differs @ contrast / (contrast @ contrast)
        return share, differs - share[:, None] * contrast
    clear = np.where(is_cut | is_known_cut, 0.0, contrast)
    tells = clear @ contrast > LEAST_CLEAR * (contrast @ contrast)
    clear[~tells] = contrast
    share = np.einsum("ij,ij->i", clear, differs) / (clear @ contrast)
    rest = differs - share[:, None] * contrast
    # What is clipped might differ by more, on the side on which marks differ from the floor.
    is_more = rest * np.sign(contrast.sum()) > 0
    return share, rest * ~np.where(is_more, is_known_cut, is_cut)


def _is_clipped(colour: Floats) -> NDArray[np.bool_]:
    """Return (n, 3) whether floor or mark (n, 6) are as bright as a channel can be."""
    return np.asarray(colour[:, 3:] + np.maximum(colour[:, :3], 0.0) > CLIPS)


def _unlike(one: Floats, other: Floats) -> float:
    return float(np.linalg.norm(one - other) / np.linalg.norm(other))
