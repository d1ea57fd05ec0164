"""What every cell looks like when nobody is there, and how much it varies by itself."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from security_system.motion.cells import Mask, Values, Window

DARK = 8.0
"""Grey levels added before brightness is divided: black times anything would stay black."""
FIRST_VARIANCE = 4.0
LEAST_VARIANCE = 0.5
"""Of rounding alone, with four by four pixels in a cell."""
MOST_SQUARE = 225.0
"""A deviation counts as 15 grey levels at most: one passer-by does not make a cell blind."""
WHITE = 255.0
QUIET_S, LEARNING_S = 2.5, 0.3
"""A cell without change follows slow light in this time, at the beginning faster."""
VARIES_S, LEARNING_VARIES_S = 6.0, 0.5
CHANGED_S = 4.0
"""What changed and is nobody (a moved chair, a patch of light) belongs to the room after this."""
SOMEBODY_S = 25.0
"""Where somebody is the background waits, so that who sits still is not learnt at once."""
RESTLESS_S, SHAKEN_S = 8.0, 2.0
"""A cell that changes without being somebody (a branch, a screen) becomes less sensitive."""
SOMEBODY_VARIES = 0.1

AROUND = np.ones((3, 3), np.uint8)
IS_SOMEBODY = 2
"""The mark of a cell with somebody before it; 1 is that of one that changed."""

Places = list[Window]


class Mood:
    """What is known about a frame when the background learns from it.

    Attributes:
        is_new: the first moments, when everything is learnt fast.
        is_shaken: the camera moved lately.
        somebody: where somebody is, or may be: what is behind is not forgotten.
        walkers: where somebody gets ahead, or may: that makes no cell restless.
    """

    __slots__ = ("is_new", "is_shaken", "somebody", "walkers")

    def __init__(self, *, is_new: bool, is_shaken: bool, somebody: Places, walkers: Places) -> None:
        self.is_new = is_new
        self.is_shaken = is_shaken
        self.somebody, self.walkers = somebody, walkers


class Background:
    """Mean and variance of each cell.

    Every array is made once and written over with each frame. Bounds are whole arrays too: numpy
    takes the smaller of two arrays several times faster than that of an array and a number.

    Attributes:
        mean, variance: of each cell.
        expected: the mean under the light of the newest frame.
        gain: how much brighter the whole picture is than the mean.
        seen: some hundred cells of the newest frame, by which the light of the whole is judged.
    """

    def __init__(self, cells: Values, samples: NDArray[np.intp]) -> None:
        self._samples = samples
        self.variance = np.full_like(cells, FIRST_VARIANCE)
        self.mean, self.expected = cells.copy(), cells.copy()
        self._difference, self._step = np.empty_like(cells), np.empty_like(cells)
        self._follow, self._vary = np.empty_like(cells), np.empty_like(cells)
        self._follows, self._varies = np.zeros(256, np.float32), np.zeros(256, np.float32)
        self._white, self._most = np.full_like(cells, WHITE), np.full_like(cells, MOST_SQUARE)
        self._least = np.full_like(cells, LEAST_VARIANCE)
        self.forget(cells)

    def forget(self, cells: Values) -> None:
        """Begin anew with this picture: the light has changed, the noise has not."""
        self.mean[:] = self.expected[:] = cells
        self.gain, self.seen = 1.0, cells.ravel()[self._samples]
        np.maximum(self.variance, FIRST_VARIANCE, out=self.variance)

    def light_up(self, cells: Values) -> Values:
        """Return by how much each cell differs from what is expected under this light.

        It is written over by the next call.
        """
        self.seen = cells.ravel()[self._samples]
        ratios = (self.seen + DARK) / (self.mean.ravel()[self._samples] + DARK)
        middle = len(ratios) // 2
        ratios.partition(middle)
        self.gain = float(ratios[middle])
        np.multiply(self.mean, self.gain, out=self.expected)
        self.expected += DARK * (self.gain - 1.0)
        np.minimum(self.expected, self._white, out=self.expected)
        return np.subtract(cells, self.expected, out=self._difference)

    def learn(self, difference: Values, changed: Mask | None, dt_s: float, mood: Mood) -> None:
        """Follow a frame.

        Args:
            difference: what `light_up` returned.
            changed: cells that differ; None when there are none.
            mood: what is known about the frame.
        """
        follow: Values | float = _share(dt_s, LEARNING_S if mood.is_new else QUIET_S)
        vary: Values | float = _share(dt_s, LEARNING_VARIES_S if mood.is_new else VARIES_S)
        if changed is not None and (mood.somebody or cv2.countNonZero(changed)):
            follow, vary = self._slower(changed, dt_s, mood)
        step = np.multiply(difference, follow, out=self._step)
        np.add(self.expected, step, out=self.mean)
        np.multiply(difference, difference, out=step)
        np.minimum(step, self._most, out=step)
        step -= self.variance
        step *= vary
        self.variance += step
        np.maximum(self.variance, self._least, out=self.variance)

    def _slower(self, changed: Mask, dt_s: float, mood: Mood) -> tuple[Values, Values]:
        """Return for each cell how far mean and variance follow when something has changed."""
        quiet, other = _share(dt_s, QUIET_S), _share(dt_s, CHANGED_S)
        calm, restless = _share(dt_s, VARIES_S), _share(dt_s, RESTLESS_S)
        if mood.is_new:
            quiet, other = _share(dt_s, LEARNING_S), _share(dt_s, LEARNING_VARIES_S)
            calm = _share(dt_s, LEARNING_VARIES_S)
        elif mood.is_shaken:
            restless = _share(dt_s, SHAKEN_S)
        somebody = _share(dt_s, SOMEBODY_S)
        self._follows[:4] = quiet, other, min(quiet, somebody), min(other, somebody)
        self._varies[:4] = calm, restless, calm, restless
        marks = np.zeros_like(changed)
        for place in mood.somebody:
            marks[place] = IS_SOMEBODY
        cv2.add(marks, cv2.dilate(changed, AROUND), marks)
        cv2.LUT(marks, self._follows, self._follow)
        cv2.LUT(marks, self._varies, self._vary)
        for place in mood.walkers:
            self._vary[place] *= SOMEBODY_VARIES
        return self._follow, self._vary


def _share(dt_s: float, within_s: float) -> float:
    """Return the share of a difference that is followed in a step."""
    return 1.0 - math.exp(-dt_s / within_s)
