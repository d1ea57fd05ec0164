"""One picture of a camera, with the moment its exposure began."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError

Picture = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Frame:
    """A picture as it came from its source; other forms of it are made when asked for, once.

    Make one with `from_bgr` or `from_yuv`. Nobody changes the arrays of a frame: others look at
    them too.

    Attributes:
        number: counts the pictures of this camera, with a hole for each that was lost.
        t_ns: monotonic time at which the exposure began; the sensor's stamp where there is one.
        image: (h, w, 3) BGR; or YUV420 planes, (h * 3/2, stride), when `is_yuv`.
        width: pixels in a row; the stride of YUV420 planes may be more.
        lores: a smaller YUV420 picture of the same moment, when the camera gives one.
        lores_width: pixels in a row of `lores`.
        exposure_us: how long the sensor collected light; None when the source does not know.
        gain: analogue gain; None when the source does not know.
        metadata: whatever else the source tells.
    """

    number: int
    t_ns: int
    image: Picture
    is_yuv: bool = False
    width: int = 0
    lores: Picture | None = None
    lores_width: int = 0
    exposure_us: int | None = None
    gain: float | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_bgr(cls, number: int, t_ns: int, image: Picture, **more: Any) -> "Frame":
        """Return the frame of a colour picture, shape (h, w, 3), blue first."""
        if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8:
            raise BadInputError(
                f"A colour picture has the shape (height, width, 3) and the type uint8, this one "
                f"has {image.shape} and {image.dtype}. Is it grey? Has it an alpha channel?"
            )
        return cls(number, t_ns, image, width=image.shape[1], **more)

    @classmethod
    def from_yuv(
        cls,
        number: int,
        t_ns: int,
        planes: Picture,
        *,
        width: int | None = None,
        lores: Picture | None = None,
        lores_width: int | None = None,
        **more: Any,
    ) -> "Frame":
        """Return the frame of YUV420 planes, shape (h * 3/2, stride).

        Args:
            width: pixels in a row, when the rows are padded.
            lores: planes of a smaller picture of the same moment; `luma` is then its.
            lores_width: pixels in a row of `lores`, when its rows are padded.
        """
        for array in (planes, lores):
            if array is not None and (array.ndim != 2 or array.shape[0] % 3 != 0):
                raise BadInputError(
                    f"YUV420 planes have the shape (height * 3/2, width), these have "
                    f"{array.shape}. Is it a BGR picture?"
                )
        small_width = 0 if lores is None else lores_width or lores.shape[1]
        return cls(
            number,
            t_ns,
            planes,
            is_yuv=True,
            width=width or planes.shape[1],
            lores=lores,
            lores_width=small_width,
            **more,
        )

    @property
    def height(self) -> int:
        """Rows of the picture."""
        rows: int = self.image.shape[0]
        return rows * 2 // 3 if self.is_yuv else rows

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.width, self.height

    @cached_property
    def luma(self) -> Picture:
        """Brightness, (h, w): of `lores` when there is one.

        A view without a copy where the source has YUV420, otherwise converted once.
        """
        if self.lores is not None:
            return self.lores[: self.lores.shape[0] * 2 // 3, : self.lores_width]
        if self.is_yuv:
            return self.image[: self.height, : self.width]
        import cv2

        return np.asarray(cv2.cvtColor(self.image, cv2.COLOR_BGR2GRAY), np.uint8)

    def bgr(self) -> Picture:
        """Return the picture as (h, w, 3) BGR, converted once."""
        return self._bgr if self.is_yuv else self.image

    def yuv(self) -> Picture:
        """Return the picture as YUV420 planes without padding, (h * 3/2, w), converted once."""
        return self._compact

    @cached_property
    def _bgr(self) -> Picture:
        import cv2

        return np.asarray(cv2.cvtColor(self._compact, cv2.COLOR_YUV2BGR_I420), np.uint8)

    @cached_property
    def _compact(self) -> Picture:
        if self.is_yuv:
            return without_padding(self.image, self.width)
        import cv2

        return np.asarray(cv2.cvtColor(_even(self.image), cv2.COLOR_BGR2YUV_I420), np.uint8)


def without_padding(planes: Picture, width: int) -> Picture:
    """Return YUV420 planes whose rows hold `width` pixels and nothing more; a view if they do."""
    rows, stride = planes.shape
    if stride == width:
        return planes
    height = rows * 2 // 3
    chroma = planes[height:].reshape(height, stride // 2)[:, : width // 2]
    compact = np.empty((rows, width), np.uint8)
    compact[:height] = planes[:height, :width]
    compact[height:] = chroma.reshape(rows - height, width)
    return compact


def _even(image: Picture) -> Picture:
    """Return the picture without its last row or column when their number is odd."""
    height, width = image.shape[:2]
    return image[: height // 2 * 2, : width // 2 * 2]
