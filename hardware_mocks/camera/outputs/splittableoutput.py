"""`picamera2.outputs.SplittableOutput`: from one output to the next without a loss."""

from threading import Event
from typing import Any

from hardware_mocks.camera.outputs.output import Output


class SplittableOutput(Output):
    """Passes pictures on to an output, or drops them while there is none."""

    def __init__(self, output: Output | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._output = output
        self._new_output: Output | None = None
        self._split_done = Event()
        self._streams: list[tuple[Any, str, dict[str, Any]]] = []
        self._wait_for_keyframe = True
        self.needs_add_stream = True

    def split_output(self, new_output: Output, wait_for_keyframe: bool = True) -> None:
        """Go over to another output, and return when it has the first picture.

        Args:
            wait_for_keyframe: whether that is at the next key frame, or at once.
        """
        old = self._output
        new_output.start()
        for encoder_stream, codec, more in self._streams:
            new_output._add_stream(encoder_stream, codec, **more)
        self._wait_for_keyframe = wait_for_keyframe
        self._new_output = new_output
        self._split_done.wait()
        self._split_done.clear()
        if old:
            old.stop()

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Pass a picture on."""
        is_moment = not self._wait_for_keyframe or (keyframe and not audio)
        if self._new_output and is_moment:
            self._output, self._new_output = self._new_output, None
            self._split_done.set()
        if self._output:
            self._output.outputframe(frame, keyframe, timestamp, packet, audio)

    def start(self) -> None:
        """Record from now on, the output too."""
        super().start()
        if self._output:
            self._output.start()

    def stop(self) -> None:
        """Record no more, the output neither."""
        super().stop()
        if self._output:
            self._output.stop()

    def _add_stream(self, encoder_stream: Any, *args: Any, **kwargs: Any) -> None:
        self._streams.append((encoder_stream, args[0], kwargs))
        if self._output:
            self._output._add_stream(encoder_stream, *args, **kwargs)
