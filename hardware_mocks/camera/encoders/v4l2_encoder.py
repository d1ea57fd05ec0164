"""`picamera2.encoders.v4l2_encoder`: what the two hardware encoders of a Pi 4 have in common."""

from hardware_mocks.camera.encoders.encoder import Encoder

FORMATS = ("RGB888", "BGR888", "XBGR8888", "XRGB8888", "YUV420", "NV12")


class V4L2Encoder(Encoder):
    """The hardware's encoder; here it is a program.

    Attributes:
        bitrate: bits per second.
        framerate: pictures per second, if the pictures' own are not to be taken.
    """

    def __init__(self, bitrate: int | None, pixformat: str) -> None:
        super().__init__()
        self.bitrate = bitrate
        self._pixformat = pixformat
        self.framerate: float | None = None
        self._enable_framerate = False
        self._key_frames_requested = 0
        self._key_frames_generated = 0

    def _check_format(self) -> None:
        if self._format not in FORMATS:
            raise RuntimeError("Unrecognised format", self._format, "for V4L2")
