"""`picamera2.outputs.Output`, which others derive from."""

from pathlib import Path
from typing import Any


class Output:
    """Takes the pictures of an encoder; this one forgets them.

    Attributes:
        recording: whether pictures are taken.
        needs_pacing: whether pictures have to come at the speed at which they were taken.
        needs_add_stream: whether it has to know the streams before their pictures.
    """

    def __init__(self, pts: Any = None) -> None:
        """Make an output that does not record yet.

        Args:
            pts: file, or its name, for the time of each picture in milliseconds.
        """
        self.recording = False
        self.ptsoutput = pts
        self.needs_pacing = False
        self.needs_add_stream = False

    def start(self) -> None:
        """Record from now on."""
        self.recording = True

    def stop(self) -> None:
        """Record no more."""
        self.recording = False

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Take a picture: encoded bytes, and their time in microseconds."""

    def outputtimestamp(self, timestamp: int | None) -> None:
        """Write a time into the pts file, if there is one."""
        if self.ptsoutput is not None and timestamp is not None:
            line = f"{timestamp // 1000}.{timestamp % 1000:03}\n"
            self.ptsoutput.write(line)
            self.ptsoutput.flush()

    @property
    def ptsoutput(self) -> Any:
        """The file of times."""
        return self._ptsoutput

    @ptsoutput.setter
    def ptsoutput(self, file: Any) -> None:
        self._ptsoutput = Path(file).open("w") if isinstance(file, str) else file  # noqa: SIM115

    def _add_stream(self, encoder_stream: Any, *args: Any, **kwargs: Any) -> None:
        """Hear about a stream that will come."""
