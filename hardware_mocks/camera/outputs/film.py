"""A film written by PyAV from encoded pictures: what PyavOutput and FfmpegOutput stand on."""

import io
from contextlib import suppress
from fractions import Fraction
from typing import Any

from makerkit.camera.sharing import stream_like
from makerkit.errors import UnsupportedHereError

_DEMUXERS = {"h264": "h264", "mjpeg": "mjpeg"}


class Film:
    """A container with one stream of pictures that are encoded already.

    What the stream is like is read from its first picture, as on a Pi, where the encoder is no part
    of the container. So the stream appears with the first key frame.
    """

    def __init__(self, name: Any, form: str | None, options: dict[str, str] | None) -> None:
        import av

        self._container: Any = av.open(name, "w", format=form, options=options or {})
        self._codec = ""
        self._more: dict[str, Any] = {}
        self._stream: Any = None
        self._last_us = -1
        self._step_us = 33_333

    def add_stream(self, codec: str, **more: Any) -> None:
        """Say what will come: `h264`, `mjpeg` or `rawvideo`."""
        self._codec, self._more = codec, more

    def write(self, data: bytes, time_us: int, *, is_key: bool) -> None:
        """Add a picture; those before the first key frame are left out."""
        if self._stream is None:
            if not is_key:
                return
            self._stream = self._make_stream(data)
        packet = self._packet(data, is_key=is_key)
        packet.stream = self._stream
        packet.time_base = Fraction(1, 1_000_000)
        at_us = max(self._last_us + 1, time_us)  # a container refuses a time twice
        if self._last_us >= 0:
            self._step_us = at_us - self._last_us
        self._last_us = packet.pts = packet.dts = at_us
        with suppress(AttributeError):  # PyAV 10 does not let us: the last picture may be hidden
            packet.duration = self._step_us
        self._container.mux(packet)

    def close(self) -> None:
        """Finish the film."""
        self._container.close()

    def _packet(self, data: bytes, *, is_key: bool) -> Any:
        import av

        packet: Any = av.Packet(data)
        try:
            packet.is_keyframe = is_key
        except AttributeError:  # PyAV 10 marks only what it has taken apart itself
            if is_key and self._codec in _DEMUXERS:
                sample: Any
                with av.open(io.BytesIO(data), format=_DEMUXERS[self._codec]) as sample:
                    packet = next(p for p in sample.demux(video=0) if p.size)
        return packet

    def _make_stream(self, data: bytes) -> Any:
        import av

        if self._codec == "rawvideo":
            return self._container.add_stream("rawvideo", **self._more)
        if self._codec not in _DEMUXERS:
            raise UnsupportedHereError(
                f"A film cannot be made of {self._codec or 'this encoder'!r} pictures. Take "
                "H264Encoder or MJPEGEncoder, or write them with FileOutput."
            )
        with av.open(io.BytesIO(data), format=_DEMUXERS[self._codec]) as sample:
            return stream_like(self._container, sample.streams.video[0])
