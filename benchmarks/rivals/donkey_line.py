"""donkeycar's line follower: a histogram of one colour in one strip of the picture, and a PID.

Written anew after donkeycar 5.3, parts/line_follower.py: a strip of 20 rows, a fixed HSV window for
yellow, the column with most of it; where fewer than a share of its pixels answer, throttle and
steering stay as they are for ever.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
YELLOW_FROM, YELLOW_TO = np.array([0, 50, 50]), np.array([50, 255, 255])
STRIP_FROM, STRIP_ROWS = 1 / 3, 20
CONFIDENT = 0.0015
GAIN_P, GAIN_I, GAIN_D = 0.01, 0.0, 0.0001


class DonkeyLine:
    """Steers by the way of donkeycar's line follower.

    Attributes:
        angle: -1.0 to 1.0, positive: to the right.
    """

    def __init__(self) -> None:
        self.angle = 0.0
        self._sum = self._last = 0.0

    def look(self, bgr: Image, dt_s: float = 0.05) -> float:
        """Return the angle after one picture."""
        top = round(bgr.shape[0] * STRIP_FROM)
        strip = bgr[top : top + STRIP_ROWS]
        mask = cv2.inRange(cv2.cvtColor(strip, cv2.COLOR_BGR2HSV), YELLOW_FROM, YELLOW_TO)
        columns = mask.sum(axis=0, dtype=np.int64)
        best = int(columns.argmax())
        if columns[best] / 255 / mask.size >= CONFIDENT:
            off = best - bgr.shape[1] / 2
            self._sum += off * dt_s
            speed = (off - self._last) / dt_s
            self._last = off
            wish = GAIN_P * off + GAIN_I * self._sum + GAIN_D * speed
            self.angle = float(np.clip(wish, -1.0, 1.0))
        return self.angle
