"""JPEG of a picture, by quality or by a bit rate to be held."""

from typing import Any

import cv2

from makerkit.errors import BadInputError

_SAMPLING = {"420": 0x221111, "422": 0x211111, "444": 0x111111}


def encode(picture: Any, quality: int, subsampling: str = "420") -> bytes:
    """Return a BGR picture as JPEG.

    Args:
        quality: 1 to 100.
        subsampling: 420, 422 or 444; OpenCV before 4.7 knows only 420.
    """
    options = [cv2.IMWRITE_JPEG_QUALITY, int(quality)]
    factor = getattr(cv2, "IMWRITE_JPEG_SAMPLING_FACTOR", None)
    if factor is not None and subsampling in _SAMPLING:
        options += [factor, _SAMPLING[subsampling]]
    is_done, data = cv2.imencode(".jpg", picture, options)
    if not is_done:
        raise BadInputError(f"A picture of shape {picture.shape} cannot be written as JPEG.")
    return data.tobytes()


class Rate:
    """Finds the quality at which JPEGs have the size that a bit rate leaves them.

    Attributes:
        quality: for the next picture.
    """

    def __init__(self, bytes_per_picture: float) -> None:
        self.quality = 75
        self._wanted = max(1.0, bytes_per_picture)

    def saw(self, size_bytes: int) -> None:
        """Take the size of the last picture into account."""
        share = size_bytes / self._wanted
        step = 8 if share > 2 or share < 0.5 else 2
        if share > 1.05:
            self.quality = max(5, self.quality - step)
        elif share < 0.9:
            self.quality = min(95, self.quality + step)


def quality_of_qp(qp: int) -> int:
    """Return the JPEG quality that is about as coarse as FFmpeg's quantiser, 1 (best) to 127."""
    scale = 5.9 * qp  # FFmpeg's table at 8 is about 0.47 of the JPEG standard's at quality 50
    return round(max(1.0, min(98.0, 100 - scale / 2 if scale <= 100 else 5000 / scale)))
