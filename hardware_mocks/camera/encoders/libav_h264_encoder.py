"""`picamera2.encoders.LibavH264Encoder`, the one of a Pi 5, which has no such hardware."""

from math import sqrt
from typing import Any

from hardware_mocks.camera.encoders.encoder import REFERENCE_PIXELS_PER_S, Encoder, Quality
from hardware_mocks.camera.encoders.h264_stream import H264Stream
from hardware_mocks.camera.encoders.v4l2_encoder import FORMATS
from hardware_mocks.camera.outputs.output import Output

_MBIT_S = {
    Quality.VERY_LOW: 3,
    Quality.LOW: 4,
    Quality.MEDIUM: 7,
    Quality.HIGH: 10,
    Quality.VERY_HIGH: 14,
}
"""For 1080p at 30 pictures/s."""


class LibavH264Encoder(Encoder):
    """Makes H.264 by libx264.

    Attributes:
        preset: of x264, if not the quickest that fits.
        drop_final_frames, threads: taken, and of no effect: no picture is held back here.
    """

    def __init__(
        self,
        bitrate: int | None = None,
        repeat: bool = True,
        iperiod: int = 30,
        framerate: float | None = 30,
        qp: int | None = None,
        profile: str | None = None,
    ) -> None:
        """Make an encoder.

        Args:
            bitrate: bits per second.
            repeat: whether each key frame brings what a decoder must know.
            iperiod: pictures from one key frame to the next; 0 for never again.
            framerate: pictures per second.
            qp: 1 (best) to 51, instead of a bit rate.
            profile: baseline, constrained baseline, main or high.
        """
        super().__init__()
        self._codec = "h264"
        self.repeat = repeat
        self.bitrate = bitrate
        self.iperiod = iperiod
        self.framerate = framerate
        self.qp = qp
        self.profile = profile
        self.preset: str | None = None
        self.drop_final_frames = False
        self.threads = 0
        self._use_hw = False
        self._key_frames_requested = 0
        self._key_frames_generated = 0
        self._stream: H264Stream | None = None

    @property
    def use_hw(self) -> bool:
        """Whether FFmpeg takes the Pi's hardware; here nothing changes by it."""
        return self._use_hw

    @use_hw.setter
    def use_hw(self, value: bool) -> None:
        if value:
            self._use_hw = True
            self._codec = "h264_v4l2m2m"

    def force_key_frame(self) -> None:
        """Make the next picture a key frame."""
        self._key_frames_requested += 1

    def _setup(self, quality: Quality | None) -> None:
        if quality is not None or (self.bitrate is None and self.qp is None):
            most = _MBIT_S[quality or Quality.MEDIUM] * 1_000_000
            self.bitrate = int(most * sqrt(self._pixels_per_s() / REFERENCE_PIXELS_PER_S))

    def _send_streams(self, output: Output) -> None:
        size = {"width": self.width, "height": self.height}
        output._add_stream(self._stream, "h264", rate=self.framerate, **size)

    def _start(self) -> None:
        if self._format not in FORMATS:
            raise KeyError(self._format)
        self._stream = H264Stream(
            self.size,
            fps=self.framerate or 30,
            bitrate=self.bitrate,
            iperiod=self.iperiod,
            qp=self.qp,
            profile=self.profile,
            repeat=self.repeat,
            preset=self.preset,
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
            self.outputframe(data, keyframe, timestamp=time_us)
