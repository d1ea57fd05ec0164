"""The Raspberry Pi's own H.264 encoder: its packets for rings, clips and viewers.

It works on what picamera2 delivers, and costs the processor almost nothing on a Pi 4 or older. A
Pi 5 has none: there picamera2 encodes by libx264 itself, and the same lines work.
"""

from typing import Any

from makerkit.camera.packets import PacketSink, PacketStamper


class PiEncoder:
    """Encodes a stream of a camera that is open in the program.

    Example, on a Pi:
        >>> encoder = PiEncoder(fan_out.add, fps=15)  # doctest: +SKIP
        >>> encoder.start(picam2)  # doctest: +SKIP

    Attributes:
        encoder: picamera2's H264Encoder, once it was started.
    """

    def __init__(
        self,
        sink: PacketSink,
        *,
        fps: float = 15.0,
        bitrate: int | None = None,
        keyframe_s: float = 1.0,
    ) -> None:
        """Say where packets go: a ring's `add`, a clip's `write`, a fan-out's `add`.

        Args:
            fps: pictures per second, as the camera is configured.
            bitrate: bits per second; picamera2 chooses when left out.
            keyframe_s: from one key frame to the next.
        """
        self.encoder: Any = None
        self._sink = sink
        self._fps = fps
        self._bitrate = bitrate
        self._iperiod = max(1, round(fps * keyframe_s))
        self._picam2: Any = None

    def start(self, picam2: Any, stream: str = "main") -> None:
        """Encode a stream of a `Picamera2` that is configured."""
        from picamera2.encoders import H264Encoder

        self.encoder = H264Encoder(
            bitrate=self._bitrate, repeat=True, iperiod=self._iperiod, framerate=self._fps
        )
        output = _packet_output(self.encoder, self._sink, self._fps)
        picam2.start_encoder(self.encoder, output, name=stream)
        self._picam2 = picam2

    def stop(self) -> None:
        """Encode no more."""
        if self._picam2 is not None:
            picam2, self._picam2 = self._picam2, None
            picam2.stop_encoder(self.encoder)

    def force_key(self) -> None:
        """Make the next picture a key frame: somebody begins to look."""
        if self.encoder is not None:
            self.encoder.force_key_frame()


def _packet_output(encoder: Any, sink: PacketSink, fps: float) -> Any:
    """Return an output of picamera2, whose class is there only where picamera2 is."""
    from picamera2.outputs import Output

    stamper = PacketStamper(fps)

    class PacketOutput(Output):  # type: ignore[misc]  # of a package without types
        def outputframe(
            self,
            frame: Any,
            keyframe: bool = True,
            timestamp: int | None = None,
            packet: Any = None,  # noqa: ARG002 (picamera2's signature)
            audio: bool = False,
        ) -> None:
            """Hand a picture on, with the sensor's own time."""
            if not audio:
                t_us = (encoder.firsttimestamp or 0) + (timestamp or 0)
                sink(stamper.packet(bytes(frame), t_ns=t_us * 1000, is_key=keyframe))

    return PacketOutput()
