"""`picamera2.encoders.JpegEncoder`: a JPEG of each picture, by quality."""

from typing import Any

from hardware_mocks.camera.encoders.encoder import Quality
from hardware_mocks.camera.encoders.multi_encoder import MultiEncoder

_Q = {
    Quality.VERY_LOW: 25,
    Quality.LOW: 35,
    Quality.MEDIUM: 50,
    Quality.HIGH: 65,
    Quality.VERY_HIGH: 80,
}


class JpegEncoder(MultiEncoder):
    """Makes a JPEG of each picture.

    Attributes:
        q: quality, 1 to 100.
        colour_space: how the bytes of a pixel are read, if not as the format says.
    """

    FORMAT_TABLE = {  # noqa: RUF012 (as picamera2 has it)
        "XBGR8888": "RGBX",
        "XRGB8888": "BGRX",
        "BGR888": "RGB",
        "RGB888": "BGR",
    }

    def __init__(
        self,
        num_threads: int = 4,
        q: int | None = None,
        colour_space: str | None = None,
        colour_subsampling: str = "420",
    ) -> None:
        """Make an encoder.

        Args:
            q: quality, 1 to 100.
            colour_space: RGB, BGR, RGBX or BGRX.
            colour_subsampling: 420, 422 or 444.
        """
        super().__init__(num_threads=num_threads)
        self.q = q
        self.colour_space = colour_space
        self.colour_subsampling = colour_subsampling

    def encode_func(self, request: Any, name: str) -> bytes:
        """Return a request's picture as JPEG."""
        from hardware_mocks.camera.encoders import jpegs

        fmt = request.config[name]["format"]
        picture = request.bgr(name)
        if fmt != "YUV420":
            meant = self.FORMAT_TABLE[fmt]
            if self.colour_space is None:
                self.colour_space = meant
            if self.colour_space[:3] != meant[:3]:
                picture = picture[:, :, ::-1].copy()  # read in the wrong order, as asked
        return jpegs.encode(picture, self.q or 50, self.colour_subsampling)

    def _setup(self, quality: Quality | None) -> None:
        if quality is not None or self.q is None:
            self.q = _Q[quality or Quality.MEDIUM]
