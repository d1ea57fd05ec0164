"""Pictures of a tub: ordinary JPEG files. Arrays are BGR, as OpenCV has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from makerkit.errors import BadInputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

QUALITY = 90
BEGIN, END = b"\xff\xd8", b"\xff\xd9"
_TAIL = 64
"""Where the end of a JPEG is looked for first: some cameras put bytes after it."""


def jpeg_of(picture: Any) -> bytes:
    """Return a picture as JPEG.

    Args:
        picture: JPEG bytes, which stay as they are, or an array: BGR (H, W, 3) or grey (H, W).

    Raises:
        BadInputError: it is neither.
    """
    if isinstance(picture, bytes | bytearray | memoryview):
        if bytes(picture[:2]) != BEGIN:
            raise BadInputError(f"A picture must be JPEG (it begins with {bytes(picture[:4])!r}).")
        return bytes(picture)
    import cv2

    try:
        worked, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    except (cv2.error, TypeError) as error:
        raise BadInputError(f"A picture must be an array of bytes: {error}") from None
    if not worked:
        raise BadInputError(f"A picture of the shape {getattr(picture, 'shape', '?')} is none.")
    return bytes(packed.tobytes())


def picture_of(jpeg: bytes) -> Picture | None:
    """Return a JPEG as BGR (H, W, 3); None if it is empty, cut off or cannot be read.

    OpenCV fills what was cut off with grey, which nobody should learn from.
    """
    if not jpeg or (jpeg[:2] == BEGIN and END not in jpeg):
        return None
    import cv2
    import numpy as np

    try:
        picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return None if picture is None else np.asarray(picture, np.uint8)


def is_whole(path: Path) -> bool:
    """Return whether a picture's file is there and complete, without decoding it."""
    try:
        with path.open("rb", buffering=0) as file:
            begin = file.read(2)
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
            if begin == BEGIN and END not in tail:
                file.seek(0)
                tail = file.read()
    except OSError:
        return False
    if begin == b"\x89P":  # PNG, which donkeycar's grey pictures are
        return b"IEND" in tail
    return begin == BEGIN and END in tail
