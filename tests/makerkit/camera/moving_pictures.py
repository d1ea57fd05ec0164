"""Pictures in which something moves, for encoders to work on."""

from collections.abc import Iterator

import cv2
import numpy as np

from makerkit.camera.frame import Frame
from makerkit.camera.h264 import H264Encoder
from makerkit.camera.packets import Packet

BOOT_NS = 5_000_000_000_000


def frame(number: int, *, fps: float = 15.0, size: tuple[int, int] = (160, 120)) -> Frame:
    """Return a frame with a red ball that walks to the right, on grey stripes."""
    width, height = size
    image = np.empty((height, width, 3), np.uint8)
    image[:] = ((np.arange(width) // 8 % 2) * 40 + 80)[None, :, None]
    cv2.circle(image, (10 + number * 2 % (width - 20), height // 2), 8, (0, 0, 220), -1)
    return Frame.from_bgr(number, BOOT_NS + round(number * 1e9 / fps), image)


def packets(
    count: int, *, fps: float = 15.0, size: tuple[int, int] = (160, 120), keyframe_s: float = 1.0
) -> Iterator[Packet]:
    """Yield the packets of `count` such frames."""
    encoder = H264Encoder(*size, fps=fps, keyframe_s=keyframe_s)
    for number in range(count):
        yield from encoder.encode(frame(number, fps=fps, size=size))
