"""Conversions: `picamera2.converters`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

YUV2RGB_JPEG = np.array([[1.0, 1.0, 1.0], [0.0, -0.344, 1.772], [1.402, -0.714, 0.0]])
YUV2RGB_SMPTE170M = np.array([[1.164] * 3, [0.0, -0.392, 2.017], [1.596, -0.813, 0.0]])
YUV2RGB_REC709 = np.array([[1.164] * 3, [0.0, -0.213, 2.112], [1.793, -0.533, 0.0]])
"""ITU-R BT.601 in full and limited range, and BT.709."""


def YUV420_to_RGB(  # noqa: N802 (picamera2's name)
    YUV_in: NDArray[Any],  # noqa: N803
    size: tuple[int, int],
    matrix: NDArray[Any] = YUV2RGB_JPEG,
    rb_swap: bool = True,
    final_width: int = 0,
) -> NDArray[Any]:
    """Return a YUV420 picture as RGB of half the size.

    Args:
        YUV_in: the bytes in one dimension.
        size: with padding.
        final_width: of the result, where padding is to be cut off.
    """
    width, height = size
    half = (height // 2, width // 2)
    pixels, quarter = width * height, width * height // 4
    planes = (
        YUV_in[:pixels].reshape(height, width)[0::2, 0::2].astype(int),
        YUV_in[pixels : pixels + quarter].reshape(half).astype(int) - 128,
        YUV_in[pixels + quarter : pixels + 2 * quarter].reshape(half).astype(int) - 128,
    )
    used = matrix[:, ::-1] if rb_swap else matrix
    rgb: NDArray[Any] = np.dot(np.stack(planes, axis=-1), used).clip(0, 255).astype(np.uint8)
    return rgb[:, :final_width] if final_width else rgb
