"""`picamera2.encoders.Encoder`, which others derive from; alone it passes on what it gets."""

import threading
from enum import Enum
from fractions import Fraction
from typing import Any

from hardware_mocks.camera.outputs.output import Output
from makerkit.errors import UnsupportedHereError

REFERENCE_PIXELS_PER_S = 1920 * 1080 * 30
_RAW_PIX_FMT = {
    "YUV420": "yuv420p",
    "BGR888": "rgb24",
    "RGB888": "bgr24",
    "XBGR8888": "rgba",
    "XRGB8888": "bgra",
    "NV12": "nv12",
    "NV21": "nv21",
    "YUYV": "yuyv422",
}


class Quality(Enum):
    """How good the pictures shall be, where no bit rate was given."""

    VERY_LOW = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    VERY_HIGH = 4


class Encoder:
    """Gets requests from the camera, and gives encoded pictures to its outputs.

    It encodes in the thread that brings the request, so that in virtual time a picture takes none.

    Attributes:
        frame_skip_count: of so many pictures one is encoded.
        frames_encoded: pictures since the start, those skipped included.
        audio: sound; the bench has no microphone.
    """

    def __init__(self, framerate: float | None = 30) -> None:
        self._width = 0
        self._height = 0
        self._stride = 0
        self._format: str | None = None
        self._output: list[Output] = []
        self._running = False
        self._name: str | None = None
        self._framerate = framerate
        self._lock = threading.Lock()
        self._output_lock = threading.Lock()
        self.firsttimestamp: int | None = None
        self.frame_skip_count = 1
        self._skip_count = 0
        self.frames_encoded = 0
        self.audio = False
        self.audio_input = {"file": "default", "format": "pulse"}
        self.audio_output = {"codec_name": "aac"}
        self.audio_sync = -100000
        self.sync_enable = False
        self.sync = threading.Event()

    @property
    def running(self) -> bool:
        """Whether it encodes."""
        return self._running

    @property
    def width(self) -> int:
        """Pixels in a row."""
        return self._width

    @width.setter
    def width(self, value: int) -> None:
        if not isinstance(value, int):
            raise RuntimeError("Width must be integer")
        self._width = value

    @property
    def height(self) -> int:
        """Rows."""
        return self._height

    @height.setter
    def height(self, value: int) -> None:
        if not isinstance(value, int):
            raise RuntimeError("Height must be integer")
        self._height = value

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self._width, self._height

    @size.setter
    def size(self, value: tuple[int, int]) -> None:
        if not isinstance(value, tuple) or len(value) != 2:
            raise RuntimeError("Size must be a tuple of two integers")
        self.width, self.height = value

    @property
    def stride(self) -> int:
        """Bytes in a row, its padding included."""
        return self._stride

    @stride.setter
    def stride(self, value: int) -> None:
        if not isinstance(value, int):
            raise RuntimeError("Stride must be integer")
        self._stride = value

    @property
    def format(self) -> str | None:
        """The name of the pictures' format."""
        return self._format

    @format.setter  # noqa: A003 (picamera2's name)
    def format(self, value: str) -> None:
        from hardware_mocks.camera.formats import assert_format_valid

        assert_format_valid(value)
        self._format = value

    @property
    def output(self) -> Output | list[Output]:
        """The output, or the list of them."""
        return self._output[0] if len(self._output) == 1 else self._output

    @output.setter
    def output(self, value: Output | list[Output]) -> None:
        outputs = value if isinstance(value, list) else [value]
        if not all(isinstance(output, Output) for output in outputs):
            raise RuntimeError("Must pass Output")
        for output in outputs:
            if self._running and output not in self._output:
                self.send_streams(output)
        self._output = outputs

    @property
    def name(self) -> str | None:
        """The camera's stream that is encoded: `main` or `lores`."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        if not isinstance(value, str):
            raise RuntimeError("Name must be string")
        self._name = value

    def encode(self, stream: Any, request: Any) -> None:
        """Encode a stream's picture of a request."""
        if self.sync_enable:
            if not request.get_metadata().get("SyncReady", False):
                return
            self.sync_enable = False
            self.sync.set()
        if self._skip_count == 0:
            with self._lock:
                if not self._running:
                    return
                self._encode(stream, request)
        self._skip_count = (self._skip_count + 1) % self.frame_skip_count
        self.frames_encoded += 1

    def start(self, quality: Quality | None = None) -> None:
        """Encode from now on, and start the outputs."""
        with self._lock:
            if self._running:
                raise RuntimeError("Encoder already running")
            if self.audio:
                raise UnsupportedHereError(
                    "encoder.audio = True needs a microphone; the simulated bench has none. Leave "
                    "it out here, and switch it on for the Raspberry Pi."
                )
            self.frames_encoded = 0
            self._setup(quality)
            self._running = True
            self.firsttimestamp = None
            for output in self._output:
                output.start()
            self._start()

    def stop(self) -> None:
        """Encode no more, and stop the outputs."""
        with self._lock:
            if not self._running:
                raise RuntimeError("Encoder already stopped")
            self._running = False
            self._stop()
            for output in self._output:
                output.stop()

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Give an encoded picture to the outputs.

        Args:
            timestamp: microseconds since the first picture.
        """
        with self._output_lock:
            for output in self._output:
                output.outputframe(frame, keyframe, timestamp, packet, audio)

    def send_streams(self, output: Output) -> None:
        """Tell an output what will come."""
        self._send_streams(output)

    def _encode(self, stream: Any, request: Any) -> None:
        data = bytes(request.request.buffer(stream))
        self.outputframe(data, keyframe=True, timestamp=self._timestamp(request))

    def _send_streams(self, output: Output) -> None:
        pix_fmt = _RAW_PIX_FMT.get(self._format or "")
        if pix_fmt is None and output.needs_add_stream:
            raise RuntimeError(f"Output does not support {self._format}")
        rate = Fraction(self._framerate or 30).limit_denominator(1001)
        size = {"width": self.width, "height": self.height}
        output._add_stream("video", "rawvideo", pix_fmt=pix_fmt, rate=rate, **size)

    def _start(self) -> None:
        for output in self._output:
            self._send_streams(output)

    def _stop(self) -> None:
        """Give out what is still inside."""

    def _setup(self, quality: Quality | None) -> None:
        """Choose what was left open."""

    def _timestamp(self, request: Any) -> int:
        """Return when the picture's exposure began, in microseconds since the first one's."""
        time_us = int(request.get_metadata()["SensorTimestamp"]) // 1000
        if self.firsttimestamp is None:
            self.firsttimestamp = time_us
        return time_us - self.firsttimestamp

    def _pixels_per_s(self) -> float:
        return self._width * self._height * (getattr(self, "framerate", None) or 30)
