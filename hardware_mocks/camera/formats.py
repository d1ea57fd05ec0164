"""The names of pixel formats, as `picamera2.formats` sorts them."""

YUV_FORMATS = {"NV21", "NV12", "YUV420", "YVU420", "YVYU", "YUYV", "UYVY", "VYUY"}
RGB_FORMATS = {"BGR888", "RGB888", "XBGR8888", "XRGB8888", "RGB161616", "BGR161616"}
_ORDERS = ("BGGR", "GBRG", "GRBG", "RGGB")
BAYER_FORMATS = {
    f"S{order}{bits}"
    for order in _ORDERS
    for bits in ("8", "10", "12", "16", "10_CSI2P", "12_CSI2P")
} | {f"{order}_PISP_COMP1" for order in _ORDERS}
MONO_FORMATS = {"R8", "R10", "R12", "R16", "R8_CSI2P", "R10_CSI2P", "R12_CSI2P", "MONO_PISP_COMP1"}
ALL_FORMATS = YUV_FORMATS | RGB_FORMATS | BAYER_FORMATS | MONO_FORMATS


def is_YUV(fmt: str) -> bool:  # noqa: N802 (picamera2's names)
    """Return whether a format has brightness and colour apart."""
    return fmt in YUV_FORMATS


def is_RGB(fmt: str) -> bool:  # noqa: N802
    """Return whether a format has red, green and blue."""
    return fmt in RGB_FORMATS


def is_Bayer(fmt: str) -> bool:  # noqa: N802
    """Return whether a format is that of a colour sensor."""
    return fmt in BAYER_FORMATS


def is_mono(fmt: str) -> bool:
    """Return whether a format is that of a sensor without colours."""
    return fmt in MONO_FORMATS


def is_raw(fmt: str) -> bool:
    """Return whether a format is a sensor's."""
    return is_Bayer(fmt) or is_mono(fmt)


def assert_format_valid(fmt: str) -> None:
    """See that there is such a format.

    Raises:
        ValueError: there is not.
    """
    if fmt not in ALL_FORMATS:
        raise ValueError(f"Invalid format: {fmt}. Valid formats are: {ALL_FORMATS}")
