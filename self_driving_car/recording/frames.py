"""Pictures on their way into a tub."""

from typing import Any

from makerkit.tub.picture import jpeg_of


def jpeg_at_most(picture: Any, width_px: int) -> bytes:
    """Return a picture as JPEG no wider than asked; JPEG bytes stay as they are.

    Raises:
        BadInputError: it is no picture.
    """
    if isinstance(picture, bytes | bytearray | memoryview):
        return jpeg_of(picture)
    height, width = picture.shape[:2]
    if width > width_px:
        import cv2

        size = (width_px, max(1, round(height * width_px / width)))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return jpeg_of(picture)
