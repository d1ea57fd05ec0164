"""What `Picamera2.helpers` offers: pictures from bytes that a program has kept."""

from typing import TYPE_CHECKING, Any

import numpy as np

from hardware_mocks.camera import saving
from hardware_mocks.camera.array_shapes import as_array, as_bgr
from hardware_mocks.camera.dng import dng_of
from hardware_mocks.camera.pixel_layout import Bytes

if TYPE_CHECKING:
    from hardware_mocks.camera.picamera2 import Picamera2


class Helpers:
    """Makes arrays, images and files of buffers from `capture_buffer`."""

    def __init__(self, picam2: "Picamera2") -> None:
        self.picam2 = picam2

    def make_array(self, buffer: Bytes, config: dict[str, Any]) -> Any:
        """Return the pixels of a buffer, for the stream's configuration."""
        return np.array(as_array(buffer, config))

    def make_image(
        self,
        buffer: Bytes,
        config: dict[str, Any],
        width: int | None = None,
        height: int | None = None,
    ) -> Any:
        """Return the image of PIL of a buffer, in another size if one is given."""
        saving.require_rgb(config["format"])
        return saving.pil_image(as_bgr(buffer, config), width, height)

    def save(
        self,
        img: Any,
        metadata: dict[str, Any],
        file_output: Any,
        format: str | None = None,  # noqa: A002 (the real package's name)
        exif_data: dict[str, Any] | None = None,
    ) -> None:
        """Write an image of PIL to a file."""
        chosen = saving.format_of(file_output, format)
        picture = np.ascontiguousarray(np.asarray(img.convert("RGB"))[:, :, ::-1])
        exif = saving.exif_block(metadata, self.picam2, exif_data)
        saving.write(picture, file_output, chosen, self.picam2.options, exif)

    def save_dng(
        self, buffer: Bytes, metadata: dict[str, Any], config: dict[str, Any], file_output: Any
    ) -> None:
        """Write the bytes of a raw stream as a DNG file."""
        model = self.picam2.device.model.name
        data = dng_of(as_array(buffer, config), metadata, config, model)
        if hasattr(file_output, "write"):
            file_output.write(data)
        else:
            with open(file_output, "wb") as file:  # noqa: PTH123 (a name or a path)
                file.write(data)

    def decompress(self, array: Any) -> Any:
        """Undo the compression of a Pi 5; the bench is a Pi 4, which has none."""
        raise RuntimeError(
            "The bench's camera is that of a Raspberry Pi 4: its raw pictures are not compressed "
            "(formats that end in PISP_COMP1 exist on a Pi 5 only)."
        )
