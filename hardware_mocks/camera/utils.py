"""Between libcamera's types and Python's: `picamera2.utils`."""

from typing import Any

from hardware_mocks.camera import formats
from hardware_mocks.camera.libcamera_names.geometry import (
    ColorSpace,
    Orientation,
    Rectangle,
    Size,
    Transform,
)


def convert_from_libcamera_type(value: Any) -> Any:
    """Return sizes and rectangles as tuples, everything else as it is."""
    if isinstance(value, Rectangle | Size):
        return value.to_tuple()
    if isinstance(value, list | tuple) and value and all(isinstance(v, Rectangle) for v in value):
        return [item.to_tuple() for item in value]
    return value


def colour_space_to_libcamera(colour_space: ColorSpace, format: str) -> ColorSpace:  # noqa: A002
    """Return a colour space that fits a format: RGB has neither YCbCr nor a limited range."""
    if formats.is_RGB(format):
        colour_space = ColorSpace(colour_space)
        colour_space.ycbcrEncoding = ColorSpace.YcbcrEncoding.Null
        colour_space.range = ColorSpace.Range.Full
    return colour_space


COLOUR_SPACE_TABLE = {ColorSpace.Sycc(), ColorSpace.Smpte170m(), ColorSpace.Rec709()}


def colour_space_from_libcamera(colour_space: ColorSpace | None) -> ColorSpace | None:
    """Return the one of the usual colour spaces that has the same colours."""
    if colour_space is None:
        return None
    wanted = (colour_space.primaries, colour_space.transferFunction)
    usual = (s for s in COLOUR_SPACE_TABLE if (s.primaries, s.transferFunction) == wanted)
    return next(usual, colour_space)


_ORIENTATIONS = {
    (False, False, False): Orientation.Rotate0,
    (True, False, False): Orientation.Rotate0Mirror,
    (False, True, False): Orientation.Rotate180Mirror,
    (True, True, False): Orientation.Rotate180,
    (False, False, True): Orientation.Rotate90Mirror,
    (True, False, True): Orientation.Rotate270,
    (False, True, True): Orientation.Rotate90,
    (True, True, True): Orientation.Rotate270Mirror,
}


def transform_to_orientation(transform: Any) -> Orientation:
    """Return how a picture lies after a transform."""
    if not isinstance(transform, Transform):
        raise RuntimeError(f"Unknown transform {transform}")
    return _ORIENTATIONS[transform.hflip, transform.vflip, transform.transpose]


def orientation_to_transform(orientation: Orientation) -> Transform:
    """Return the transform that makes a picture lie so."""
    for (hflip, vflip, transpose), known in _ORIENTATIONS.items():
        if known is orientation:
            return Transform(hflip=hflip, vflip=vflip, transpose=transpose)
    raise KeyError(orientation)
