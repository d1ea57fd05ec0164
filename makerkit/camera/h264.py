"""H.264 by libx264 through PyAV: each picture becomes a packet at once, none is held back."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from makerkit.camera.packets import Packet
from makerkit.camera.steady_time import US_PER_S, SteadyTime
from makerkit.errors import BadInputError, UnsupportedHereError

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame, Picture

PRESETS = ("ultrafast", "superfast", "veryfast", "faster", "fast")
BITS_PER_PIXEL = 0.10
"""Bit rate when none is given: 640x480 at 15 frames/s gets 460 kbit/s."""


class H264Encoder:
    """Encodes the pictures of one camera.

    One key frame every `keyframe_s` by the pictures' own times, however many were lost. Nothing
    is looked ahead at: `encode` gives the packet of the picture it got.

    Example:
        >>> encoder = H264Encoder(640, 480, fps=15)  # doctest: +SKIP
        >>> for packet in encoder.encode(camera.next()):  # doctest: +SKIP
        ...     ring.add(packet)

    Attributes:
        size: width and height it takes.
        bitrate: bits per second it aims at.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        fps: float = 15.0,
        bitrate: int | None = None,
        keyframe_s: float = 1.0,
        preset: str = "ultrafast",
    ) -> None:
        _check(width, height, fps, preset)
        self.size = (width, height)
        self.bitrate = bitrate or round(width * height * fps * BITS_PER_PIXEL)
        self._keyframe_us = round(keyframe_s * US_PER_S)
        self._time = SteadyTime(usual_us=round(US_PER_S / fps))
        self._key_wanted = True
        self._last_key_us = 0
        self._taken: dict[int, int] = {}  # pts_us -> t_ns of pictures inside
        options = {"preset": preset, "maxrate": str(self.bitrate * 2), "bufsize": str(self.bitrate)}
        self._codec = open_codec(width, height, fps=fps, bitrate=self.bitrate, options=options)

    def encode(self, frame: "Frame") -> list[Packet]:
        """Return the packets that are ready: the one of this frame.

        Raises:
            BadInputError: the picture has another size than the encoder.
        """
        return self.encode_yuv(frame.yuv(), frame.t_ns)

    def encode_yuv(self, planes: "Picture", t_ns: int) -> list[Packet]:
        """Return the packets of YUV420 planes, shape (h * 3/2, w), taken at `t_ns`."""
        self._check_size(planes)
        pts_us = self._time.place(t_ns)
        picture = self._picture(planes, pts_us)
        self._taken[pts_us] = t_ns
        return [self._packet(packet) for packet in self._codec.encode(picture)]

    def close(self) -> list[Packet]:
        """Return what is still inside; nothing can be encoded afterwards."""
        return [self._packet(packet) for packet in self._codec.encode(None)]

    def force_key(self) -> None:
        """Make the next picture a key frame: somebody begins to look."""
        self._key_wanted = True

    def _picture(self, planes: "Picture", pts_us: int) -> Any:
        picture = video_frame(planes, pts_us)
        if self._key_wanted or pts_us - self._last_key_us >= self._keyframe_us:
            self._key_wanted = False
            self._last_key_us = pts_us
            make_key(picture)
        return picture

    def _packet(self, packet: Any) -> Packet:
        pts_us = int(packet.pts)
        return Packet(bytes(packet), self._taken.pop(pts_us), pts_us, bool(packet.is_keyframe))

    def _check_size(self, planes: "Picture") -> None:
        width, height = self.size
        if planes.shape != (height * 3 // 2, width):
            rows, columns = planes.shape
            raise BadInputError(
                f"The picture has {columns}x{rows * 2 // 3} pixels, but this encoder was made for "
                f"{width}x{height}. Make a new encoder when the size changes."
            )


def make_key(picture: Any) -> None:
    """Ask for a key frame; what PyAV wants to hear has changed over its versions."""
    try:
        picture.pict_type = 1  # AV_PICTURE_TYPE_I
    except (TypeError, KeyError, AttributeError):
        picture.pict_type = "I"


def _check(width: int, height: int, fps: float, preset: str) -> None:
    if width < 16 or height < 16 or width % 2 or height % 2:
        raise BadInputError(
            f"H.264 needs an even width and height of 16 pixels or more, not {width}x{height}. "
            "Try 640x480."
        )
    if not 0 < fps <= 240:
        raise BadInputError(f"{fps} frames per second cannot be. Take 1 to 240; 15 is plenty.")
    if preset not in PRESETS:
        raise BadInputError(f"preset {preset!r} is none of {', '.join(PRESETS)}.")


def open_codec(
    width: int, height: int, *, fps: float, bitrate: int | None, options: dict[str, str]
) -> Any:
    """Return PyAV's context of libx264 that holds no picture back, on one thread.

    It writes Annex B with SPS and PPS before each key frame, and takes times in microseconds. Key
    frames come when `make_key` asks for them; `gop_size` may be set to have them by number.
    """
    try:
        import av
    except ImportError as error:
        raise UnsupportedHereError(
            "H.264 needs the package `av` (PyAV), which is not installed. On a Raspberry Pi: "
            "sudo apt install python3-av. Elsewhere `./maker` installs it."
        ) from error
    codec: Any = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.time_base = Fraction(1, US_PER_S)
    codec.framerate = Fraction(fps).limit_denominator(1001)
    if bitrate is not None:
        codec.bit_rate = bitrate
    codec.gop_size = 1_000_000
    codec.thread_count = 1
    codec.options = {"tune": "zerolatency", "forced-idr": "1", **options}
    return codec


def video_frame(planes: "Picture", pts_us: int) -> Any:
    """Return PyAV's frame of YUV420 planes, shape (h * 3/2, w)."""
    import av

    picture = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    picture.pts = pts_us
    picture.time_base = Fraction(1, US_PER_S)
    return picture
