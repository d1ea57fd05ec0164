"""`picamera2.outputs.PyavOutput`: a film with the exact time of each picture."""

import logging
from collections.abc import Callable
from typing import Any

from hardware_mocks.camera.outputs.film import Film
from hardware_mocks.camera.outputs.output import Output

_log = logging.getLogger("picamera2.outputs")
_SILENT = (
    "%s cannot be written: %s. Is there such a folder, and room in it? (On a Pi nothing is said; "
    "the film is simply missing. output.error_callback = print shows it there.)"
)


class PyavOutput(Output):
    """Writes MP4, Matroska, MPEG-TS, ... whatever PyAV makes of the name or the format.

    Attributes:
        error_callback: called with the error when the film cannot be written any more.
    """

    def __init__(
        self,
        output_name: Any,
        format: str | None = None,  # noqa: A002 (picamera2's names)
        pts: Any = None,
        options: dict[str, str] | None = None,
    ) -> None:
        """Make an output.

        Args:
            output_name: file, or address of a stream.
            format: FFmpeg's name of the container, when the name does not tell it.
            options: of the container, such as `{"movflags": "faststart"}`.
        """
        super().__init__(pts=pts)
        self._output_name = output_name
        self._format = format
        self._options = options
        self._container: Film | None = None
        self.error_callback: Callable[[Exception], object] | None = None
        self.needs_add_stream = True

    def start(self) -> None:
        """Open the film."""
        self._container = Film(self._output_name, self._format, self._options)
        super().start()

    def stop(self) -> None:
        """Finish the film: without this an MP4 cannot be played."""
        super().stop()
        film, self._container = self._container, None
        if film is not None:
            _close_quietly(film)

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Write a picture at its time."""
        if not self.recording or self._container is None:
            return
        try:
            self._container.write(bytes(frame), timestamp or 0, is_key=keyframe)
        except Exception as error:
            _close_quietly(self._container)
            self._container = None
            if self.error_callback:
                self.error_callback(error)
            else:
                _log.error(_SILENT, self._output_name, error)
        self.outputtimestamp(timestamp)

    def _add_stream(self, encoder_stream: Any, *args: Any, **kwargs: Any) -> None:
        if self._container is not None:
            self._container.add_stream(args[0], **kwargs)


def _close_quietly(film: Film) -> None:
    try:
        film.close()
    except (OSError, ValueError):  # as picamera2 does: nobody could be told
        return
