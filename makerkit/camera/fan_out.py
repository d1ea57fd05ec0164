"""One camera, many viewers: each picture is encoded once, however many look, and never for nobody.

`FanOut.show(frame)` is called by whoever has the frames; each viewer has a place, takes what is
newest, and slows down nobody.
"""

from collections.abc import Callable
from threading import RLock

from makerkit.camera.frame import Frame
from makerkit.camera.h264 import H264Encoder
from makerkit.camera.mp4.nal import ParameterSets, sample
from makerkit.camera.packets import Packet, PacketSink
from makerkit.camera.viewers import JPEG, MP4, JpegViewer, Mp4Viewer, PlacesTakenError, Viewer
from makerkit.errors import BadInputError

__all__ = ["JPEG", "MP4", "FanOut", "PlacesTakenError", "Viewer", "encode_jpeg"]


class FanOut:
    """Gives the pictures of one camera to viewers and recorders.

    Example:
        >>> fan_out = FanOut(4)
        >>> with fan_out.subscribe() as viewer:
        ...     viewer.next(0)  # nothing was shown yet

    Attributes:
        most: how many may look at the same time.
        jpegs, packets: how many pictures were encoded, for measurements.
    """

    def __init__(
        self,
        most: int = 4,
        *,
        jpeg_quality: int = 80,
        fps: float = 15.0,
        make_encoder: Callable[[Frame], H264Encoder] | None = None,
    ) -> None:
        self.most = most
        self.jpegs = self.packets = 0
        self._quality = jpeg_quality
        self._fps = fps
        self._make_encoder = make_encoder or self._usual_encoder
        self._encoder: H264Encoder | None = None
        self._viewers: list[Viewer] = []
        self._sinks: list[PacketSink] = []
        self._latest: Frame | None = None
        self._latest_jpeg: tuple[Frame, bytes] | None = None
        self._is_closed = False
        self._lock = RLock()

    @property
    def viewers(self) -> int:
        """How many look now."""
        return len(self._viewers)

    @property
    def is_watched(self) -> bool:
        """Whether anybody looks or records: if not, frames need not be fetched."""
        return bool(self._viewers or self._sinks)

    def subscribe(self, way: str = JPEG) -> Viewer:
        """Return a place for one more viewer; close it afterwards.

        Args:
            way: `JPEG`, pictures; or `MP4`, H.264 for a browser's MediaSource.

        Raises:
            PlacesTakenError: as many look as may.
        """
        if way not in (JPEG, MP4):
            raise BadInputError(f"A viewer takes {JPEG!r} or {MP4!r}, not {way!r}.")
        with self._lock:
            if len(self._viewers) >= self.most:
                raise PlacesTakenError(self.most)
            viewer: Viewer
            viewer = JpegViewer(self._leave) if way == JPEG else Mp4Viewer(self._leave, self._fps)
            self._viewers.append(viewer)
            if way == MP4 and self._encoder is not None:
                self._encoder.force_key()
            if self._is_closed:
                viewer.end()
        return viewer

    def record(self, sink: PacketSink) -> Callable[[], None]:
        """Hand every packet to a ring or a clip as well; return what ends that."""
        with self._lock:
            self._sinks.append(sink)

        def end() -> None:
            with self._lock:
                if sink in self._sinks:
                    self._sinks.remove(sink)

        return end

    def show(self, frame: Frame) -> None:
        """Give the newest frame to everybody; without viewers and recorders it costs nothing."""
        with self._lock:
            self._latest = frame
            watching = [v for v in self._viewers if isinstance(v, JpegViewer)]
            wants_packets = self._wants_packets()
        if watching:
            jpeg = self._jpeg_of(frame)
            for viewer in watching:
                viewer.offer(jpeg, frame.t_ns)
        if wants_packets:
            for packet in self._encoder_for(frame).encode(frame):
                self.add(packet)
        else:
            self._encoder = None

    def add(self, packet: Packet) -> None:
        """Give a packet to everybody: from `show`, or from the Pi's own encoder."""
        with self._lock:
            self.packets += 1
            viewers = [v for v in self._viewers if isinstance(v, Mp4Viewer)]
            sinks = list(self._sinks)
        for sink in sinks:
            sink(packet)
        if viewers:
            data = sample(packet.data)
            sets = ParameterSets.of(packet.data) if packet.is_key else None
            for viewer in viewers:
                viewer.offer(packet, data, sets)

    def picture(self) -> bytes | None:
        """Return the newest frame as JPEG; None when there was none yet."""
        frame = self._latest
        return None if frame is None else self._jpeg_of(frame)

    def close(self) -> None:
        """End every viewer's stream."""
        with self._lock:
            self._is_closed = True
            viewers = list(self._viewers)
        for viewer in viewers:
            viewer.end()

    def reopen(self) -> None:
        """Take viewers again after `close`: the camera is started once more."""
        with self._lock:
            self._is_closed = False
            self._latest = self._latest_jpeg = None

    def _leave(self, viewer: Viewer) -> None:
        with self._lock:
            if viewer in self._viewers:
                self._viewers.remove(viewer)

    def _wants_packets(self) -> bool:
        return bool(self._sinks) or any(isinstance(v, Mp4Viewer) for v in self._viewers)

    def _jpeg_of(self, frame: Frame) -> bytes:
        kept = self._latest_jpeg
        if kept is None or kept[0] is not frame:
            self.jpegs += 1
            kept = self._latest_jpeg = (frame, encode_jpeg(frame, self._quality))
        return kept[1]

    def _encoder_for(self, frame: Frame) -> H264Encoder:
        width, height = frame.size
        size = (width // 2 * 2, height // 2 * 2)
        if self._encoder is None or self._encoder.size != size:
            self._encoder = self._make_encoder(frame)
        return self._encoder

    def _usual_encoder(self, frame: Frame) -> H264Encoder:
        width, height = frame.size
        return H264Encoder(width // 2 * 2, height // 2 * 2, fps=self._fps)


def encode_jpeg(frame: Frame, quality: int = 80) -> bytes:
    """Return a frame as JPEG.

    Args:
        quality: 1 to 100.
    """
    import cv2

    is_done, encoded = cv2.imencode(".jpg", frame.bgr(), [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not is_done:
        raise BadInputError(f"A picture of {frame.size} pixels cannot be written as JPEG.")
    return encoded.tobytes()
