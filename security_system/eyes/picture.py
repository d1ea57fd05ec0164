"""What of a picture is looked at, and what of it is shown and stored.

Private regions are blank in everything that leaves this file: what is not there needs no guarding.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from makerkit.camera.frame import Frame, Picture
from security_system.eyes.stamp import Stamp

if TYPE_CHECKING:
    from security_system.eyes.settings import CameraSettings

BLANK_LUMA, NO_COLOUR = 40, 128
Corners = list[NDArray[np.int32]]


class Pictures:
    """Prepares the pictures of one camera."""

    def __init__(self, settings: CameraSettings) -> None:
        self._private = settings.private
        self._small = settings.lores_size
        self._stamp = Stamp() if settings.stamp else None
        self._corners: dict[tuple[int, int], Corners] = {}

    def looked_at(self, frame: Frame) -> Picture:
        """Return the luma that motion is looked for in.

        It is a view of the camera's small picture where there is one; of others it is made by
        exact halvings, which are the cheapest way of making means of blocks.
        """
        luma = frame.luma
        while luma.shape[1] >= 2 * self._small[0] and min(luma.shape) >= 32:
            luma = _halved(luma)
        if self._private:
            luma = luma.copy()
            self._blank(luma, luma.shape[1], luma.shape[0])
        return luma

    def shown(self, frame: Frame, wall_s: float) -> Frame:
        """Return the picture as it is stored and shown; the same one when nothing is changed.

        Args:
            wall_s: Unix time at which it was taken, for the stamp.
        """
        if not self._private and self._stamp is None:
            return frame
        planes = frame.yuv().copy()
        height, width = planes.shape[0] * 2 // 3, planes.shape[1]
        self._blank(planes[:height], width, height)
        for plane in chroma(planes):
            self._blank(plane, width // 2, height // 2, value=NO_COLOUR)
        if self._stamp is not None:
            self._stamp.burn(planes, wall_s)
        return Frame.from_yuv(
            frame.number,
            frame.t_ns,
            planes,
            exposure_us=frame.exposure_us,
            gain=frame.gain,
            metadata=frame.metadata,
        )

    def _blank(self, plane: Picture, width: int, height: int, *, value: int = BLANK_LUMA) -> None:
        if self._private:
            import cv2

            cv2.fillPoly(plane, self._corners_in(width, height), value)

    def _corners_in(self, width: int, height: int) -> Corners:
        size = (width, height)
        if size not in self._corners:
            scale = np.array([width - 1, height - 1], np.float64)
            made: Any = [np.rint(np.array(p) * scale).astype(np.int32) for p in self._private]
            self._corners[size] = made
        return self._corners[size]


def chroma(planes: Picture) -> tuple[Picture, Picture]:
    """Return views of the two colour planes of compact YUV420 planes, half as wide and high."""
    rows, width = planes.shape
    height = rows * 2 // 3
    both = planes[height:].reshape(2, height // 2, width // 2)
    return both[0], both[1]


def wall_time_of(frame: Frame) -> float:
    """Return the Unix time at which a picture was taken, by the wall clock of now."""
    return time.time() - (time.monotonic_ns() - frame.t_ns) / 1e9


def _halved(luma: Picture) -> Picture:
    """Return the means of blocks of 2x2 pixels."""
    import cv2

    height, width = luma.shape
    even = luma[: height // 2 * 2, : width // 2 * 2]
    half = cv2.resize(even, (width // 2, height // 2), interpolation=cv2.INTER_LINEAR)
    return np.asarray(half, np.uint8)
