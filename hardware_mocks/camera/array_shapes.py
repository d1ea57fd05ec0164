"""The bytes of a stream as an array of pixels, in the shapes that picamera2 gives them."""

from typing import Any

import cv2
import numpy as np

from hardware_mocks.camera import formats
from hardware_mocks.camera.pixel_layout import BYTES_PER_PIXEL, Bytes
from hardware_mocks.camera.sensor import Picture

_TO_BGR = {
    "YUV420": cv2.COLOR_YUV2BGR_I420, "YVU420": cv2.COLOR_YUV2BGR_YV12,
    "NV12": cv2.COLOR_YUV2BGR_NV12, "NV21": cv2.COLOR_YUV2BGR_NV21,
    "YUYV": cv2.COLOR_YUV2BGR_YUYV, "YVYU": cv2.COLOR_YUV2BGR_YVYU,
    "UYVY": cv2.COLOR_YUV2BGR_UYVY,
    "BGR888": cv2.COLOR_RGB2BGR, "XRGB8888": cv2.COLOR_BGRA2BGR, "XBGR8888": cv2.COLOR_RGBA2BGR,
}  # fmt: skip


def as_array(buffer: Bytes, config: dict[str, Any]) -> Any:
    """Return pixels that share the bytes of a stream.

    RGB formats are (height, width, channels) without padding; YUV420 is (height * 3/2, stride), as
    OpenCV's conversions take it; YUYV is (height, stride / 2, 2); raw formats are rows of bytes.
    """
    fmt, (width, height), stride = config["format"], config["size"], config["stride"]
    if fmt in {"RGB888", "BGR888", "XRGB8888", "XBGR8888"}:
        used = width * BYTES_PER_PIXEL[fmt]
        return buffer.reshape(height, stride)[:, :used].reshape(height, width, -1)
    if fmt in {"RGB161616", "BGR161616"}:
        rows = buffer.reshape(height, stride)[:, : width * 6]
        return rows.view(np.uint16).reshape(height, width, 3)
    if fmt in {"YUV420", "YVU420"}:
        return buffer.reshape(height * 3 // 2, stride)
    if fmt in {"NV12", "NV21"}:
        return buffer.reshape(height * 3 // 2, stride)[:, :width]
    if fmt in formats.YUV_FORMATS:
        return buffer.reshape(height, stride // 2, 2)
    if formats.is_raw(fmt):
        return buffer.reshape(height, stride)
    raise RuntimeError(f"Format {fmt} not supported")


def as_bgr(buffer: Bytes, config: dict[str, Any]) -> Picture:
    """Return a stream's picture in BGR, whatever its format."""
    fmt, width = config["format"], config["size"][0]
    if formats.is_raw(fmt):
        raise RuntimeError(f"Format {fmt} not supported")
    array = as_array(buffer, config)
    if fmt == "RGB888":
        return np.ascontiguousarray(array)
    if fmt in {"RGB161616", "BGR161616"}:
        picture = (array >> 8).astype(np.uint8)
        return picture if fmt == "RGB161616" else np.ascontiguousarray(picture[:, :, ::-1])
    if fmt == "VYUY":  # OpenCV has no name for it: exchange red and blue of UYVY
        array = array.reshape(array.shape[0], -1, 4)[:, :, [2, 1, 0, 3]]
        array, fmt = np.ascontiguousarray(array).reshape(array.shape[0], -1, 2), "UYVY"
    picture = cv2.cvtColor(np.ascontiguousarray(array), _TO_BGR[fmt])
    return picture[:, :width]
