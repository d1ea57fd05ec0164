"""Date and time, burnt into a picture before it is encoded: one strip drawn a second, then copied.

The local time with its distance to UTC, so that nobody has to guess about summer time.
"""

import time

import numpy as np

from makerkit.camera.frame import Picture

LETTERS_OF_HEIGHT = 24
"""A strip is this part of the picture's height, but never smaller than can be read."""
LEAST_PX = 16
PAPER, INK, NO_COLOUR = 16, 235, 128


class Stamp:
    """Burns the time into YUV420 planes, at the lower left."""

    def __init__(self) -> None:
        self._second = -1
        self._strip: Picture = np.zeros((0, 0), np.uint8)
        self._size = (0, 0)

    def burn(self, planes: Picture, wall_s: float) -> None:
        """Write the time into the picture itself.

        Args:
            planes: compact YUV420 planes, (h * 3/2, w).
        """
        height, width = planes.shape[0] * 2 // 3, planes.shape[1]
        if int(wall_s) != self._second or self._size != (width, height):
            self._second, self._size = int(wall_s), (width, height)
            self._strip = _strip(words(wall_s), width, height)
        rows, columns = self._strip.shape
        planes[height - rows : height, :columns] = self._strip
        colours = planes[height:].reshape(2, height // 2, width // 2)
        colours[:, (height - rows) // 2 :, : columns // 2] = NO_COLOUR


def words(wall_s: float) -> str:
    """Return what is written: 2026-11-27 18:32:10 +0300."""
    return time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(wall_s))


def _strip(text: str, width: int, height: int) -> Picture:
    import cv2

    rows = max(LEAST_PX, height // LETTERS_OF_HEIGHT // 2 * 2)
    font, scale, thick = cv2.FONT_HERSHEY_SIMPLEX, rows / 32, max(1, rows // 24)
    (text_px, _), _ = cv2.getTextSize(text, font, scale, thick)
    columns = min(width, (text_px + rows) // 2 * 2)
    strip = np.full((min(rows, height), columns), PAPER, np.uint8)
    place = (rows // 2, round(rows * 0.72))
    cv2.putText(strip, text, place, font, scale, INK, thick, cv2.LINE_AA)
    return strip
