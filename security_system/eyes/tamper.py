"""Whether a camera still sees what it should: covered, turned away, frozen, or only in the dark.

The picture's 32x24 means are compared with how they usually are. Sudden changes count, slow ones
(dusk) do not: what is usual is learnt over a minute. A dark picture is the night, unless the
camera sees in the dark.
"""

import numpy as np
from numpy.typing import NDArray

from makerkit.camera.frame import Picture
from security_system.eyes.view import Judged, View

CELLS = (32, 24)
DARK_LEVEL = 24.0
"""A mean grey level below this is darkness: black of video is 16."""
FEATURELESS_SHARE = 0.25
"""Covered: less than this share of the usual differences between neighbours is left..."""
FEATURELESS_LEVEL = 1.5
"""...or so few grey levels of difference that nothing could be recognised."""
LEARNING_S = 60.0
LEAST_LEARNING_S = 5.0
ALIKE = 0.35
"""Turned away: the edges agree less than this with the usual ones (1: the same, 0: by chance)."""
LIKE_AGAIN = 0.5
TURNED_FACTOR = 2.0
"""Somebody may stand before the camera for a while: turning takes so much longer to be believed."""
LEARN_ANEW_S = 600.0
"""After so long a new view is taken as the camera's own."""
Cells = NDArray[np.float32]


class TamperWatch:
    """Looks at each picture of one camera.

    Args:
        covered_s: covered for so long it is believed; 0 never.
        frozen_s: without a pixel that differs for so long it is believed; 0 never.
        sees_in_the_dark: whether darkness is a cover.
    """

    def __init__(
        self, *, covered_s: float = 4.0, frozen_s: float = 30.0, sees_in_the_dark: bool = False
    ) -> None:
        self._covered_s = covered_s
        self._frozen_s = frozen_s
        self._sees_in_the_dark = sees_in_the_dark
        self.judged = Judged(View.CLEAR)
        self.forget()

    def forget(self) -> None:
        """Begin anew: the camera was away, and may look elsewhere."""
        self._usual_edges: Cells | None = None
        self._usual_contrast = 0.0
        self._learnt_s = 0.0
        self._suspected = View.CLEAR
        self._since_s = 0.0
        self._last_s: float | None = None
        self._sample: Picture | None = None
        self._same_since_s = 0.0
        self.judged = Judged(View.CLEAR)

    def look(self, luma: Picture, t_s: float) -> Judged:
        """Return what is believed after this picture.

        Args:
            t_s: when it was taken; it only grows.
        """
        passed_s = 0.0 if self._last_s is None else max(0.0, min(t_s - self._last_s, 1.0))
        self._last_s = t_s
        cells = _cells(luma)
        edges = _edges(cells)
        contrast, level = float(edges.mean()), float(cells.mean())
        seen, why = self._seen(edges, contrast, level)
        if self._is_frozen(luma, t_s, is_dark=level < DARK_LEVEL):
            seen, why = (
                View.FROZEN,
                f"not one pixel has changed for {t_s - self._same_since_s:.0f} s",
            )
        self._believe(seen, why, t_s)
        if seen is View.CLEAR or self._is_worth_learning_anew(t_s):
            self._learn(edges, contrast, passed_s)
        return self.judged

    def _seen(self, edges: Cells, contrast: float, level: float) -> tuple[View, str]:
        """Return what this picture alone looks like."""
        is_dark = level < DARK_LEVEL
        if is_dark and not self._sees_in_the_dark:
            return View.DARK, f"it is dark: grey level {level:.0f} of 255"
        if self._usual_edges is None or self._learnt_s < LEAST_LEARNING_S or not self._covered_s:
            return View.CLEAR, ""
        usual = self._usual_contrast
        if usual > FEATURELESS_LEVEL and (
            contrast < FEATURELESS_SHARE * usual or contrast < FEATURELESS_LEVEL / 2
        ):
            return View.COVERED, f"{contrast / usual:.0%} of the usual detail is left"
        alike = _likeness(edges, self._usual_edges)
        limit = LIKE_AGAIN if self.judged.view is View.TURNED else ALIKE
        if usual > FEATURELESS_LEVEL and alike < limit:
            return View.TURNED, f"what it shows agrees by {max(alike, 0):.0%} with the usual view"
        return View.CLEAR, ""

    def _believe(self, seen: View, why: str, t_s: float) -> None:
        if seen is not self._suspected:
            self._suspected, self._since_s = seen, t_s
        for_s = t_s - self._since_s
        needed_s = {
            View.COVERED: self._covered_s,
            View.TURNED: self._covered_s * TURNED_FACTOR,
            View.DARK: 1.0,
            View.CLEAR: 1.0,
            View.FROZEN: 0.0,
        }[seen]
        if seen is not self.judged.view and for_s >= needed_s:
            self.judged = Judged(seen, why)

    def _is_frozen(self, luma: Picture, t_s: float, *, is_dark: bool) -> bool:
        sample = luma[::4, ::4].copy()
        before, self._sample = self._sample, sample
        is_same = before is not None and np.array_equal(before, sample)
        if not is_same or is_dark:
            self._same_since_s = t_s
        return self._frozen_s > 0 and t_s - self._same_since_s >= self._frozen_s

    def _is_worth_learning_anew(self, t_s: float) -> bool:
        is_turned = self._suspected is View.TURNED
        return is_turned and t_s - self._since_s >= LEARN_ANEW_S

    def _learn(self, edges: Cells, contrast: float, passed_s: float) -> None:
        if self._usual_edges is None:
            self._usual_edges, self._usual_contrast = edges, contrast
        self._learnt_s += passed_s
        share = min(1.0, passed_s / min(LEARNING_S, max(self._learnt_s, 1.0)))
        blend = self._usual_edges + share * (edges - self._usual_edges)
        self._usual_edges = np.asarray(blend, np.float32)
        self._usual_contrast += share * (contrast - self._usual_contrast)


def _cells(luma: Picture) -> Cells:
    import cv2

    return np.asarray(cv2.resize(luma, CELLS, interpolation=cv2.INTER_AREA), np.float32)


def _edges(cells: Cells) -> Cells:
    """Return how much each cell differs from its right and lower neighbours."""
    across = np.abs(np.diff(cells, axis=1))[:-1]
    down = np.abs(np.diff(cells, axis=0))[:, :-1]
    return np.asarray((across + down) / 2, np.float32)


def _likeness(one: Cells, other: Cells) -> float:
    """Return how much two patterns agree, whatever their strength: -1 to 1."""
    one, other = one - one.mean(), other - other.mean()
    size = float(np.sqrt((one * one).sum() * (other * other).sum()))
    return float((one * other).sum()) / size if size > 0 else 0.0
