"""Writing pictures to files as picamera2 does: JPEG with EXIF data, PNG, BMP, DNG."""

import io
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from hardware_mocks.camera.exif import exif_of
from hardware_mocks.camera.sensor import Picture

if TYPE_CHECKING:
    from hardware_mocks.camera.picamera2 import Picamera2

_RGB = {"RGB888", "BGR888", "XBGR8888", "XRGB8888"}
_WRITTEN = {"jpg": ".jpg", "jpeg": ".jpg", "png": ".png", "bmp": ".bmp", "tif": ".tiff",
            "tiff": ".tiff", "webp": ".webp", "ppm": ".ppm"}  # fmt: skip


def format_of(file_output: Any, chosen: str | None) -> str:
    """Return the format to write: the one asked for, or what the file's name says.

    Raises:
        RuntimeError: neither says anything.
    """
    if isinstance(chosen, str):
        return chosen.lower()
    if isinstance(file_output, str | Path):
        return str(file_output).rpartition(".")[2].lower()
    raise RuntimeError("Cannot determine format to save")


def name_of(file_output: Any) -> str:
    """Return how to call where a picture goes."""
    if isinstance(file_output, str | os.PathLike):
        return str(file_output)
    return str(getattr(file_output, "name", "a stream"))


def require_rgb(fmt: str) -> None:
    """See that a stream's format can become an image.

    Raises:
        RuntimeError: it cannot.
    """
    if fmt not in _RGB:
        raise RuntimeError(f"Stream format {fmt} not supported for PIL images")


def write(
    picture: Picture, file_output: Any, chosen: str, options: dict[str, Any], exif: bytes
) -> None:
    """Write a BGR picture to a file, a path or a stream.

    Raises:
        ValueError: there is no such format.
    """
    if chosen not in _WRITTEN:
        ending = Path(file_output).suffix if isinstance(file_output, str | os.PathLike) else chosen
        raise ValueError(f"unknown file extension: {ending}")
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(options.get("quality", 90))]
    if chosen == "png":
        quality = [cv2.IMWRITE_PNG_COMPRESSION, int(options.get("compress_level", 1))]
    _, encoded = cv2.imencode(_WRITTEN[chosen], picture, quality)
    data = encoded.tobytes()
    if exif and chosen in {"jpg", "jpeg"}:
        data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]
    if isinstance(file_output, str | os.PathLike):
        Path(file_output).write_bytes(data)
    else:
        file_output.write(data)


def exif_block(
    metadata: dict[str, Any], picam2: "Picamera2", exif_data: dict[str, Any] | None
) -> bytes:
    """Return the EXIF data of a frame."""
    return exif_of(metadata, picam2.device.id, exif_data or {})


def pil_image(picture: Picture, width: int | None, height: int | None) -> Any:
    """Return a BGR picture for PIL.

    Raises:
        ImportError: Pillow is not installed.
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise ImportError(
            "capture_image gives a picture of the library PIL, which is not installed. "
            "Install it with `pip install pillow`, or use capture_array."
        ) from error
    image = Image.fromarray(np.ascontiguousarray(picture[:, :, ::-1]))
    size = (width or image.width, height or image.height)
    return image if size == image.size else image.resize(size)


def decoded(data: bytes | io.BytesIO) -> Picture:
    """Return the BGR picture of a file's bytes."""
    raw = data.getvalue() if isinstance(data, io.BytesIO) else data
    picture: Picture = cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR)  # type: ignore[assignment]  # None for no picture
    return picture
