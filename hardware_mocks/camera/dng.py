"""A DNG file: the sensor's own pixels, and what a raw converter must know of them.

Adobe's DNG 1.4: a TIFF file with one directory, uncompressed, 16 bits a pixel.
"""

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.pixel_layout import BLACK_LEVEL
from hardware_mocks.camera.sensor_format import SensorFormat

_BYTE, _ASCII, _SHORT, _LONG, _RATIONAL, _SIGNED_RATIONAL = 1, 2, 3, 4, 5, 10
_CFA, _LINEAR = 32803, 34892
_SIZES = {_BYTE: 1, _ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _SIGNED_RATIONAL: 8}
_COLOUR_MATRIX = (1.0, -0.3, -0.1, -0.4, 1.25, 0.12, -0.05, 0.2, 0.55)
"""From XYZ to the sensor's colours, about those of a Sony sensor of this kind."""


def unpacked(rows: NDArray[np.uint8], fmt: str, width: int) -> NDArray[Any]:
    """Return the pixels of a raw stream's rows, one number each."""
    sensor = SensorFormat(fmt)
    if sensor.packing != "CSI2P":
        if sensor.bit_depth == 8:
            return rows[:, :width].astype(np.uint16)
        return np.ascontiguousarray(rows[:, : width * 2]).view(np.uint16)
    low = sensor.bit_depth - 8
    group = 8 // low
    used = rows[:, : width // group * (group + 1)].reshape(rows.shape[0], -1, group + 1)
    high = used[:, :, :group].astype(np.uint16) << low
    rest = used[:, :, group:].astype(np.uint16)
    shifts = np.arange(group, dtype=np.uint16) * low
    pixels: NDArray[Any] = high | (rest >> shifts) & (2**low - 1)
    return pixels.reshape(rows.shape[0], -1)


def dng_of(
    rows: NDArray[np.uint8], metadata: dict[str, Any], config: dict[str, Any], model: str
) -> bytes:
    """Return a DNG file of a raw stream."""
    width, height = config["size"]
    sensor = SensorFormat(config["format"])
    pixels = unpacked(rows, config["format"], width)
    most = 2**sensor.bit_depth - 1
    red, blue = metadata["ColourGains"]
    neutral = (1 / max(red, 1e-3), 1.0, 1 / max(blue, 1e-3))
    pattern = bytes("RGB".index(colour) for colour in sensor.bayer_order)
    tags = [
        (254, _LONG, [0]), (256, _LONG, [width]), (257, _LONG, [height]), (258, _SHORT, [16]),
        (259, _SHORT, [1]), (262, _SHORT, [_LINEAR if sensor.mono else _CFA]),
        (271, _ASCII, b"Raspberry Pi\0"), (272, _ASCII, model.encode() + b"\0"),
        (273, _LONG, [0]), (274, _SHORT, [1]), (277, _SHORT, [1]), (278, _LONG, [height]),
        (279, _LONG, [pixels.nbytes]), (284, _SHORT, [1]), (305, _ASCII, b"Picamera2\0"),
        (33421, _SHORT, [2, 2]), (33422, _BYTE, pattern.ljust(4, b"\0")),
        (33434, _RATIONAL, [(int(metadata["ExposureTime"]), 1_000_000)]),
        (34855, _SHORT, [min(65535, round(metadata["AnalogueGain"] * 100))]),
        (50706, _BYTE, bytes((1, 4, 0, 0))), (50707, _BYTE, bytes((1, 0, 0, 0))),
        (50708, _ASCII, model.encode() + b"\0"),
        (50714, _SHORT, [round(BLACK_LEVEL * most / 65535)]), (50717, _LONG, [most]),
        (50721, _SIGNED_RATIONAL, [(round(n * 10_000), 10_000) for n in _COLOUR_MATRIX]),
        (50728, _RATIONAL, [(round(n * 1_000_000), 1_000_000) for n in neutral]),
        (50778, _SHORT, [21]),
    ]  # fmt: skip
    return _tiff(tags, pixels.tobytes())


def _tiff(tags: list[tuple[int, int, Any]], pixels: bytes) -> bytes:
    values_at = 8 + 2 + 12 * len(tags) + 4
    sizes = [len(_packed(type_, values)) for _, type_, values in tags]
    pixels_at = values_at + sum(size + size % 2 for size in sizes if size > 4)
    entries, behind = b"", b""
    for tag, type_, values in tags:
        data = _packed(type_, [pixels_at] if tag == 273 else values)
        count = len(data) // _SIZES[type_]
        if len(data) > 4:
            place = values_at + len(behind)
            behind += data + b"\0" * (len(data) % 2)
            data = struct.pack("<I", place)
        entries += struct.pack("<HHI", tag, type_, count) + data.ljust(4, b"\0")
    directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0)
    return b"II*\0" + struct.pack("<I", 8) + directory + behind + pixels


def _packed(type_: int, values: Any) -> bytes:
    if isinstance(values, bytes):
        return values
    letters = {_SHORT: "<H", _LONG: "<I", _RATIONAL: "<II", _SIGNED_RATIONAL: "<ii", _BYTE: "<B"}
    return b"".join(
        struct.pack(letters[type_], *(value if isinstance(value, tuple) else (value,)))
        for value in values
    )
