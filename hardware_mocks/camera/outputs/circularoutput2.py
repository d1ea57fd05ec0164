"""`picamera2.outputs.CircularOutput2`: the last seconds, for any other output."""

from collections import deque
from threading import Lock
from typing import Any

from hardware_mocks.camera.outputs.output import Output


class CircularOutput2(Output):
    """Holds pictures back for a time; an output that is opened gets them, from a key frame on."""

    def __init__(self, pts: Any = None, buffer_duration_ms: int = 5000) -> None:
        """Make a ring.

        Args:
            buffer_duration_ms: how long a picture is held back.
        """
        super().__init__(pts=pts)
        if buffer_duration_ms < 0:
            raise RuntimeError("buffer_duration_ms may not be negative")
        self._lock = Lock()
        self._buffer_duration_ms = buffer_duration_ms
        self._circular: deque[tuple[Any, bool, int, Any, bool]] = deque()
        self._output: Output | None = None
        self._streams: list[tuple[Any, str, dict[str, Any]]] = []
        self._first_frame = True
        self._time_offset = 0

    @property
    def buffer_duration_ms(self) -> int:
        """How long a picture is held back; it may be changed at any time."""
        return self._buffer_duration_ms

    @buffer_duration_ms.setter
    def buffer_duration_ms(self, value: int) -> None:
        with self._lock:
            self._buffer_duration_ms = value

    def open_output(self, output: Output) -> None:
        """Let an output have what leaves the ring from now on."""
        if self._output:
            raise RuntimeError("Underlying output must be closed first")
        output.start()
        for encoder_stream, codec, more in self._streams:
            output._add_stream(encoder_stream, codec, **more)
        with self._lock:
            self._output = output
            self._first_frame = True

    def close_output(self) -> None:
        """Close that output; what the ring still holds does not get into it."""
        if not self._output:
            raise RuntimeError("No underlying output has been opened")
        with self._lock:
            output, self._output = self._output, None
        output.stop()

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Put a picture into the ring."""
        with self._lock:
            if self._buffer_duration_ms == 0 or not self.recording:
                return
            self._circular.append((frame, keyframe, timestamp or 0, packet, audio))
            # As on a Pi, the picture at 0 passes through at once.
            too_old_us = timestamp - self._buffer_duration_ms * 1000 if timestamp else None
            self._flush(self._output, too_old_us)

    def start(self) -> None:
        """Let pictures into the ring."""
        with self._lock:
            if self.recording:
                raise RuntimeError("Circular output is running")
            self.recording = True

    def stop(self) -> None:
        """Let no more in; an output that is open gets all that the ring holds."""
        with self._lock:
            if not self.recording:
                raise RuntimeError("Circular output was not started")
            self.recording = False
            output, self._output = self._output, None
        if output:
            self._flush(output, None)
            output.stop()

    def _flush(self, output: Output | None, until_us: int | None) -> None:
        """Take out the pictures up to a time, or all of them."""
        while self._circular and (until_us is None or self._circular[0][2] <= until_us):
            frame, keyframe, timestamp, packet, audio = self._circular.popleft()
            if self._first_frame and keyframe and not audio:
                self._time_offset = timestamp
                self._first_frame = False
            since_us = timestamp - self._time_offset
            if output and not self._first_frame and since_us >= 0:
                output.outputframe(frame, keyframe, since_us, packet, audio)

    def _add_stream(self, encoder_stream: Any, *args: Any, **kwargs: Any) -> None:
        self._streams.append((encoder_stream, args[0], kwargs))
