"""What the name of a raw format says: `picamera2.sensor_format`."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hardware_mocks.camera.libcamera_names import Transform


class SensorFormat:
    """A raw format, taken apart.

    Attributes:
        bit_depth: bits of a pixel.
        bayer_order: colours of the pixels from the top left, "R" for a sensor without colours.
        packing: how pixels are packed ("CSI2P"), or None.
    """

    def __init__(self, fmt_string: str) -> None:
        pixels, _, packing = fmt_string.partition("_")
        self.packing: str | None = packing or None
        bits = re.search(r"\d+$", pixels)
        order = re.search("[RGB]+", pixels)
        is_compressed = self.packing in {"PISP_COMP1", "PISP_COMP2"}
        assert order is not None
        assert bits is not None or is_compressed
        self.bit_depth = 16 if is_compressed or bits is None else int(bits.group())
        self.bayer_order = order.group()

    @property
    def format(self) -> str:
        """Its name."""
        return f"{self.unpacked}_{self.packing}" if self.packing else self.unpacked

    @property
    def unpacked(self) -> str:
        """The name of the same format without packing."""
        return f"{'' if self.mono else 'S'}{self.bayer_order}{self.bit_depth}"

    @property
    def mono(self) -> bool:
        """Whether the sensor has no colours."""
        return self.bayer_order == "R"

    def __repr__(self) -> str:
        return self.format

    def transform(self, transform: "Transform") -> None:
        """Turn the order of the colours as the picture is turned."""
        if self.mono:
            return
        rows = [list(self.bayer_order[:2]), list(self.bayer_order[2:])]
        if transform.hflip:
            rows = [row[::-1] for row in rows]
        if transform.vflip:
            rows = rows[::-1]
        if transform.transpose:
            rows = [list(column) for column in zip(*rows, strict=True)]
        self.bayer_order = "".join(rows[0] + rows[1])
