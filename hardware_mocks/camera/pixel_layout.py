"""How the pixels of a stream lie in memory: strides, planes, packing, for every format.

"RGB888" is blue first in memory, as on a Pi: the name is read from the most significant byte.
Luma and colour of the YUV formats have the limited range that OpenCV's conversions take.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera import formats
from hardware_mocks.camera.sensor import GAMMA, Picture
from hardware_mocks.camera.sensor_format import SensorFormat

Bytes = NDArray[Any]

BYTES_PER_PIXEL = {
    "RGB888": 3, "BGR888": 3, "XRGB8888": 4, "XBGR8888": 4, "RGB161616": 6, "BGR161616": 6,
    "YUYV": 2, "YVYU": 2, "UYVY": 2, "VYUY": 2,
    "YUV420": 1, "YVU420": 1, "NV12": 1, "NV21": 1,
}  # fmt: skip
PLANAR = ("YUV420", "YVU420", "NV12", "NV21")
BLACK_LEVEL = 4096
"""Of a raw pixel of 16 bits in the dark."""


def stride_of(fmt: str, width: int) -> int:
    """Return how many bytes a row takes, with its padding."""
    if formats.is_raw(fmt):
        sensor = SensorFormat(fmt)
        if sensor.packing == "CSI2P":
            return _up(-(-width * sensor.bit_depth // 8), 32)
        return _up(width * (1 if sensor.bit_depth == 8 else 2), 32)
    return _up(width * BYTES_PER_PIXEL[fmt], 64 if fmt in PLANAR else 32)


def frame_size(fmt: str, height: int, stride: int) -> int:
    """Return how many bytes a picture takes."""
    return stride * height * 3 // 2 if fmt in PLANAR else stride * height


def laid_out(picture: Picture, fmt: str, stride: int) -> Bytes:
    """Return a BGR picture as the bytes of a format, in one dimension."""
    if fmt in PLANAR:
        return _planes(picture, fmt, stride).reshape(-1)
    height, width = picture.shape[:2]
    if fmt == "RGB888":
        rows = picture.reshape(height, width * 3)
    elif fmt in _PACKED:
        rows = _PACKED[fmt](picture).reshape(height, -1).view(np.uint8)
    else:
        rows = _interleaved(picture, fmt).reshape(height, -1)
    return _padded(rows, stride).reshape(-1)


def _interleaved(picture: Picture, fmt: str) -> Bytes:
    """Return YUYV and its brothers: two pixels share their colour."""
    height, width = picture.shape[:2]
    planes = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420).reshape(-1)
    luma = planes[: height * width].reshape(height, width)
    rest = planes[height * width :].reshape(2, height // 2, width // 2)
    blue, red = (plane.repeat(2, axis=0) for plane in rest)
    channels = {"Y": luma[:, 0::2], "U": blue, "V": red, "y": luma[:, 1::2]}
    order = {"YUYV": "YUyV", "YVYU": "YVyU", "UYVY": "UYVy", "VYUY": "VYUy"}[fmt]
    return np.stack([channels[letter] for letter in order], axis=-1).reshape(height, width * 2)


def _planes(picture: Picture, fmt: str, stride: int) -> Bytes:
    height, width = picture.shape[:2]
    if stride != width:
        picture = cv2.copyMakeBorder(picture, 0, 0, 0, stride - width, cv2.BORDER_REPLICATE)
    planes: Bytes = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420)
    if fmt == "YUV420":
        return planes
    flat = planes.reshape(-1)
    luma = flat[: height * stride]
    blue, red = flat[height * stride :].reshape(2, -1)
    if fmt == "YVU420":
        return np.concatenate([luma, red, blue])
    pair = (blue, red) if fmt == "NV12" else (red, blue)
    return np.concatenate([luma, np.stack(pair, axis=-1).reshape(-1)])


def _padded(rows: Bytes, stride: int) -> Bytes:
    if rows.shape[1] == stride:
        return np.ascontiguousarray(rows)
    padded = np.zeros((rows.shape[0], stride), np.uint8)
    padded[:, : rows.shape[1]] = rows
    return padded


def _up(number: int, step: int) -> int:
    return -(-number // step) * step


def _deep(picture: Picture) -> NDArray[np.uint16]:
    return picture.astype(np.uint16) * 257


_PACKED: dict[str, Callable[[Picture], Bytes]] = {
    "BGR888": lambda p: cv2.cvtColor(p, cv2.COLOR_BGR2RGB),
    "XRGB8888": lambda p: cv2.cvtColor(p, cv2.COLOR_BGR2BGRA),
    "XBGR8888": lambda p: cv2.cvtColor(p, cv2.COLOR_BGR2RGBA),
    "RGB161616": _deep,
    "BGR161616": lambda p: _deep(cv2.cvtColor(p, cv2.COLOR_BGR2RGB)),
}


def raw_bytes(picture: Picture, fmt: str, stride: int, gains: tuple[float, float]) -> Bytes:
    """Return what the sensor itself gave for a BGR picture, in one dimension.

    Linear, without white balance, each pixel one colour, above the black level.
    """
    sensor = SensorFormat(fmt)
    linear = _linear_table(sensor.bit_depth, gains)
    order = sensor.bayer_order if not sensor.mono else "GGGG"
    height, width = picture.shape[:2]
    pixels = np.empty((height, width), np.uint16)
    for index, colour in enumerate(order):
        row, column = divmod(index, 2)
        channel = "BGR".index(colour)
        pixels[row::2, column::2] = linear[channel][picture[row::2, column::2, channel]]
    if sensor.packing == "CSI2P":
        return _padded(_packed(pixels, sensor.bit_depth), stride).reshape(-1)
    rows = pixels.astype(np.uint8) if sensor.bit_depth == 8 else pixels
    return _padded(rows.view(np.uint8).reshape(height, -1), stride).reshape(-1)


def _linear_table(bits: int, gains: tuple[float, float]) -> list[NDArray[np.uint16]]:
    most = 2**bits - 1
    black = BLACK_LEVEL * most / 65535
    light = (np.arange(256) / 255) ** GAMMA
    weakest = (gains[1], 1.0, gains[0])  # blue, green, red
    return [
        np.round(black + (most - black) * light / max(gain, 1e-3)).clip(0, most).astype(np.uint16)
        for gain in weakest
    ]


def _packed(pixels: NDArray[np.uint16], bits: int) -> Bytes:
    """Return MIPI CSI-2 packing: the high bytes of some pixels, then their low bits together."""
    height, width = pixels.shape
    if bits == 8:
        return pixels.astype(np.uint8)
    low = bits - 8  # 2 bits of 4 pixels, or 4 bits of 2, in one byte
    group = 8 // low
    whole = np.zeros((height, -(-width // group) * group), np.uint16)
    whole[:, :width] = pixels
    groups = whole.reshape(height, -1, group)
    rest = np.zeros(groups.shape[:2], np.uint16)
    for index in range(group):
        rest |= (groups[:, :, index] & (2**low - 1)) << (low * index)
    packed = np.concatenate([groups >> low, rest[:, :, None]], axis=2).astype(np.uint8)
    return packed.reshape(height, -1)[:, : -(-width * bits // 8)]
