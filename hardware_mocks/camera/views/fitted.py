"""Pictures of any shape in a camera's field of view: all is seen, with bars beside it."""

from typing import Any

import cv2
from numpy.typing import NDArray

from hardware_mocks.camera.view import Box
from hardware_mocks.camera.views.test_card import cut

BARS = (24, 24, 24)
_SAME_SHAPE = 0.01


def in_field(picture: NDArray[Any], size: tuple[int, int], crop: Box) -> NDArray[Any]:
    """Return a share of a field of view that a picture fills as far as its shape lets it.

    The field's shape follows from `size` and `crop`, since pixels are square.
    """
    field = (size[0] / crop[2]) / (size[1] / crop[3])
    return cut(padded(picture, field), size, crop)


def padded(picture: NDArray[Any], shape: float) -> NDArray[Any]:
    """Return a picture with bars that give it a shape (width over height)."""
    height, width = picture.shape[:2]
    has = width / height
    if abs(has / shape - 1) < _SAME_SHAPE:
        return picture
    across, down = max(width, round(height * shape)), max(height, round(width / shape))
    left, top = (across - width) // 2, (down - height) // 2
    bars = (top, down - height - top, left, across - width - left)
    return cv2.copyMakeBorder(picture, *bars, cv2.BORDER_CONSTANT, value=BARS)
