"""EXIF data of a JPEG file: who took it, when, how it was exposed.

TIFF 6.0 and EXIF 2.3: a directory of tags, each 12 bytes, little-endian here; what is longer than 4
bytes stands behind the directory.
"""

import struct
from datetime import datetime
from typing import Any

_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5
MAKE, MODEL, SOFTWARE, DATE_TIME, EXIF_POINTER = 0x010F, 0x0110, 0x0131, 0x0132, 0x8769
EXPOSURE_TIME, ISO, DATE_TIME_ORIGINAL = 0x829A, 0x8827, 0x9003
_DIRECTORIES = ("0th", "Exif")

Tags = dict[int, Any]


def exif_of(metadata: dict[str, Any], model: str, more: dict[str, Any]) -> bytes:
    """Return the contents of a JPEG's APP1 segment.

    Args:
        more: tags by directory ("0th", "Exif") and number, as `piexif` takes them.
    """
    now = datetime.now().strftime("%Y:%m:%d %H:%M:%S")
    gain = metadata.get("AnalogueGain", 1.0) * metadata.get("DigitalGain", 1.0)
    image: Tags = {
        MAKE: "Raspberry Pi", MODEL: model, SOFTWARE: "Picamera2", DATE_TIME: now,
    }  # fmt: skip
    photo: Tags = {
        EXPOSURE_TIME: (metadata.get("ExposureTime", 0), 1_000_000),
        ISO: int(gain * 100),
        DATE_TIME_ORIGINAL: now,
    }
    image, photo = more.get("0th", image), more.get("Exif", photo)
    start = 8
    first = _directory({**image, EXIF_POINTER: 0}, start)
    second_at = start + len(first)
    first = _directory({**image, EXIF_POINTER: second_at}, start)
    tiff = b"II*\0" + struct.pack("<I", start) + first + _directory(photo, second_at)
    return b"Exif\0\0" + tiff


def _directory(tags: Tags, at: int) -> bytes:
    """Return a directory of tags that begins at an offset, with the values behind it."""
    entries, behind = b"", b""
    values_at = at + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        type_, count, data = _encoded(tag, value)
        if len(data) > 4:
            offset = values_at + len(behind)
            behind += data + b"\0" * (len(data) % 2)
            data = struct.pack("<I", offset)
        entries += struct.pack("<HHI", tag, type_, count) + data.ljust(4, b"\0")
    return struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0) + behind


def _encoded(tag: int, value: Any) -> tuple[int, int, bytes]:
    """Return type, count and bytes of a tag's value."""
    if isinstance(value, str | bytes):
        text = (value.encode() if isinstance(value, str) else value) + b"\0"
        return _ASCII, len(text), text
    if isinstance(value, tuple):
        pairs = value if value and isinstance(value[0], tuple) else (value,)
        return _RATIONAL, len(pairs), b"".join(struct.pack("<II", *pair) for pair in pairs)
    if tag == EXIF_POINTER:
        return _LONG, 1, struct.pack("<I", value)
    return _SHORT, 1, struct.pack("<H", min(int(value), 65535))
