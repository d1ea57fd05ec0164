"""Did the whole picture move a little? Then the camera was knocked, and nobody is there."""

import math

import numpy as np

from security_system.motion.cells import Values

LIMIT = 12.0
"""Grey levels at which a cell's difference is cut, so that a body does not outvote the room."""
REFRESH_S = 1.0
LEAST_EXPLAINED = 0.2
LEAST_CELLS = 0.08
SLACK = 0.7
"""What one step of the estimate leaves over, as a share of what it explains."""


class Shake:
    """Finds the shift of the picture against the background: one step of Lucas and Kanade.

    B. D. Lucas, T. Kanade: An iterative image registration technique (1981), on cells, where a
    shake is seldom more than one cell.
    """

    def __init__(self) -> None:
        self._since_s = -math.inf
        self.last_s = -math.inf

    def forget(self) -> None:
        """The background is another one."""
        self._since_s = -math.inf

    def explain(self, difference: Values, mean: Values, t_s: float) -> tuple[Values, Values] | None:
        """Return the difference that a shift leaves, and how sure that is not; None without one."""
        if t_s - self._since_s > REFRESH_S or t_s < self._since_s:
            self._look_at(mean, t_s)
        bounded = np.minimum(difference, self._most).ravel()
        np.maximum(bounded, self._least, out=bounded)
        across, down = float(self._right.ravel() @ bounded), float(self._below.ravel() @ bounded)
        a, b, c = self._moments
        area = a * c - b * b
        if area < 1.0:
            return None
        dx, dy = (c * across - b * down) / area, (a * down - b * across) / area
        explained = (dx * across + dy * down) / max(float(bounded @ bounded), 1.0)
        if explained < LEAST_EXPLAINED or math.hypot(dx, dy) < LEAST_CELLS:
            return None
        self.last_s = t_s
        horizontal, vertical = dx * self._right, dy * self._below
        slack: Values = np.abs(horizontal) + np.abs(vertical)
        slack *= SLACK
        return difference - horizontal - vertical, slack

    def _look_at(self, mean: Values, t_s: float) -> None:
        """Take the slopes of the background."""
        self._right, self._below = np.zeros_like(mean), np.zeros_like(mean)
        self._right[:, 1:-1] = (mean[:, 2:] - mean[:, :-2]) * 0.5
        self._below[1:-1] = (mean[2:] - mean[:-2]) * 0.5
        self._most, self._least = np.full_like(mean, LIMIT), np.full(mean.size, -LIMIT, np.float32)
        x, y = self._right.ravel(), self._below.ravel()
        self._moments = (float(x @ x), float(x @ y), float(y @ y))
        self._since_s = t_s
