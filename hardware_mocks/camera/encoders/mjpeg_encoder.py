"""`picamera2.encoders.MJPEGEncoder`, the hardware's on a Pi 4."""

from typing import Any

from hardware_mocks.camera.encoders.encoder import REFERENCE_PIXELS_PER_S, Quality
from hardware_mocks.camera.encoders.v4l2_encoder import V4L2Encoder
from hardware_mocks.camera.outputs.output import Output

_MBIT_S = {
    Quality.VERY_LOW: 16,
    Quality.LOW: 20,
    Quality.MEDIUM: 30,
    Quality.HIGH: 40,
    Quality.VERY_HIGH: 50,
}
"""For 1080p at 30 pictures/s."""


class MJPEGEncoder(V4L2Encoder):
    """Makes a JPEG of each picture, as good as the bit rate allows."""

    def __init__(self, bitrate: int | None = None) -> None:
        """Make an encoder.

        Args:
            bitrate: bits per second.
        """
        super().__init__(bitrate, "MJPEG")
        self._rate: Any = None

    def _setup(self, quality: Quality | None) -> None:
        if quality is not None or self.bitrate is None:
            most = _MBIT_S[quality or Quality.MEDIUM] * 1_000_000
            self.bitrate = int(most * self._pixels_per_s() / REFERENCE_PIXELS_PER_S)

    def _send_streams(self, output: Output) -> None:
        output._add_stream("video", "mjpeg", rate=30, width=self.width, height=self.height)

    def _start(self) -> None:
        from hardware_mocks.camera.encoders.jpegs import Rate

        self._check_format()
        assert self.bitrate is not None
        self._rate = Rate(self.bitrate / 8 / (self.framerate or 30))
        super()._start()

    def _encode(self, stream: Any, request: Any) -> None:
        from hardware_mocks.camera.encoders import jpegs

        data = jpegs.encode(request.bgr(stream), self._rate.quality)
        self._rate.saw(len(data))
        self.outputframe(data, True, self._timestamp(request))
