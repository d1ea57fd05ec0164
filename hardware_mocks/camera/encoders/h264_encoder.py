"""`picamera2.encoders.H264Encoder`, the hardware's on a Pi 4."""

from typing import Any

from hardware_mocks.camera.encoders.encoder import REFERENCE_PIXELS_PER_S, Quality
from hardware_mocks.camera.encoders.h264_stream import H264Stream
from hardware_mocks.camera.encoders.v4l2_encoder import V4L2Encoder
from hardware_mocks.camera.outputs.output import Output

_MBIT_S = {
    Quality.VERY_LOW: 2,
    Quality.LOW: 4,
    Quality.MEDIUM: 6,
    Quality.HIGH: 9,
    Quality.VERY_HIGH: 15,
}
"""For 1080p at 30 pictures/s."""

HARDWARE_IPERIOD = 60
"""What the driver takes when nothing was said."""


class H264Encoder(V4L2Encoder):
    """Makes real H.264, each picture at once."""

    def __init__(
        self,
        bitrate: int | None = None,
        repeat: bool = True,
        iperiod: int | None = None,
        framerate: float | None = None,
        enable_sps_framerate: bool = False,
        qp: int | None = None,
        profile: str | None = None,
    ) -> None:
        """Make an encoder.

        Args:
            bitrate: bits per second.
            repeat: whether each key frame brings what a decoder must know.
            iperiod: pictures from one key frame to the next.
            framerate: pictures per second.
            qp: 1 (best) to 51, instead of a bit rate.
            profile: baseline, constrained baseline, main or high.
        """
        super().__init__(bitrate, "H264")
        self.iperiod = iperiod
        self.repeat = repeat
        self.qp = qp
        self.profile = profile
        self.framerate = framerate
        self._enable_framerate = enable_sps_framerate
        self._stream: H264Stream | None = None

    def force_key_frame(self) -> None:
        """Make the next picture a key frame."""
        self._key_frames_requested += 1

    def _setup(self, quality: Quality | None) -> None:
        if quality is not None or (self.bitrate is None and self.qp is None):
            most = _MBIT_S[quality or Quality.MEDIUM] * 1_000_000
            self.bitrate = int(most * self._pixels_per_s() / REFERENCE_PIXELS_PER_S)

    def _send_streams(self, output: Output) -> None:
        output._add_stream("video", "h264", width=self._width, height=self._height)

    def _start(self) -> None:
        self._check_format()
        self._stream = H264Stream(
            self.size,
            fps=self.framerate or 30,
            bitrate=self.bitrate,
            iperiod=HARDWARE_IPERIOD if self.iperiod is None else self.iperiod,
            qp=self.qp,
            profile=self.profile,
            repeat=self.repeat,
        )
        super()._start()

    def _stop(self) -> None:
        self._stream = None

    def _encode(self, stream: Any, request: Any) -> None:
        assert self._stream is not None
        is_key = self._key_frames_requested > self._key_frames_generated
        self._key_frames_generated += is_key
        time_us = self._timestamp(request)
        made = self._stream.encode(request.bgr(stream), time_us, is_key=is_key)
        for data, keyframe in made:
            self.outputframe(data, keyframe, time_us)
