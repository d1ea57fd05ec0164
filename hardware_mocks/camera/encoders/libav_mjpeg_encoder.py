"""`picamera2.encoders.LibavMjpegEncoder`, the one of a Pi 5."""

from typing import Any

from hardware_mocks.camera.encoders.encoder import REFERENCE_PIXELS_PER_S, Encoder, Quality
from hardware_mocks.camera.outputs.output import Output

_QP = {
    Quality.VERY_LOW: 31,
    Quality.LOW: 15,
    Quality.MEDIUM: 10,
    Quality.HIGH: 5,
    Quality.VERY_HIGH: 3,
}


class LibavMjpegEncoder(Encoder):
    """Makes a JPEG of each picture, by quantiser."""

    def __init__(
        self,
        bitrate: int | None = None,
        repeat: bool = True,
        iperiod: int = 30,
        framerate: float | None = 30,
        qp: int | None = None,
    ) -> None:
        """Make an encoder.

        Args:
            bitrate: bits per second.
            framerate: pictures per second.
            qp: 1 (best) to 127, instead of a bit rate.
        """
        super().__init__()
        self._codec = "mjpeg"
        self.repeat = repeat
        self.bitrate = bitrate
        self.iperiod = iperiod
        self.framerate = framerate
        self.qp = qp

    def _setup(self, quality: Quality | None) -> None:
        if quality is not None or (self.bitrate is None and self.qp is None):
            self.qp = _QP[quality or Quality.MEDIUM]

    def _send_streams(self, output: Output) -> None:
        size = {"width": self.width, "height": self.height}
        output._add_stream("video", "mjpeg", rate=self.framerate, **size)

    def _start(self) -> None:
        if self.qp is None:
            assert self.bitrate is not None
            at_reference = self.bitrate * REFERENCE_PIXELS_PER_S / self._pixels_per_s()
            self.qp = max(min(round(64_000_000 / at_reference) ** 2, 127), 1)
        super()._start()

    def _encode(self, stream: Any, request: Any) -> None:
        from hardware_mocks.camera.encoders import jpegs

        assert self.qp is not None
        data = jpegs.encode(request.bgr(stream), jpegs.quality_of_qp(self.qp))
        self.outputframe(data, True, timestamp=self._timestamp(request))
