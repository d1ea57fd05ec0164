"""`picamera2.outputs.FileOutput`: pictures into a file, a BytesIO or a socket."""

import io
import socket
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

from hardware_mocks.camera.outputs.output import Output

MOST_DATAGRAM_BYTES = 65_507
"""65,535 less the heads of IP and UDP."""

_GONE = (ConnectionResetError, ConnectionRefusedError, BrokenPipeError)


class FileOutput(Output):
    """Writes the bytes of each picture one after the other, from a key frame on.

    Attributes:
        dead: whether the other end has gone.
    """

    def __init__(self, file: Any = None, pts: Any = None, split: int | None = None) -> None:
        """Make an output.

        Args:
            file: a name, a Path, or anything binary that is open: a BytesIO, `socket.makefile`.
            split: the most bytes in one datagram.
        """
        super().__init__(pts=pts)
        self.dead = False
        self._connectiondead: Callable[[Exception], object] | None = None
        self._splitsize = split
        self._fileoutput: Any = None
        self.fileoutput = file

    @property
    def fileoutput(self) -> Any:
        """The open file."""
        return self._fileoutput

    @fileoutput.setter
    def fileoutput(self, file: Any) -> None:
        self._firstframe = True
        self._needs_close = isinstance(file, (str, Path))
        if file is None:
            self._fileoutput = None
        elif self._needs_close:
            self._fileoutput = Path(file).open("wb")  # noqa: SIM115 (`close` does)
        elif isinstance(file, io.BufferedIOBase):
            self._fileoutput = file
        else:
            raise RuntimeError("Must pass io.BufferedIOBase")
        self._split = _sends_datagrams(file)

    @property
    def connectiondead(self) -> Callable[[Exception], object] | None:
        """What is called with the error when the other end has gone."""
        return self._connectiondead

    @connectiondead.setter
    def connectiondead(self, _callback: Callable[[Exception], object] | None) -> None:
        if _callback is not None and not isinstance(_callback, FunctionType):
            raise RuntimeError("Must pass callback function or None")
        self._connectiondead = _callback

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Write a picture."""
        if audio:
            raise RuntimeError("Fileoutput does not support audio")
        if self._fileoutput is None or not self.recording or (self._firstframe and not keyframe):
            return
        self._firstframe = False
        self._write(frame, timestamp)

    def stop(self) -> None:
        """Record no more, and close the file if it was opened here."""
        super().stop()
        self.close()

    def close(self) -> None:
        """Close the file if it was opened here."""
        try:
            if self._needs_close:
                self._fileoutput.close()
        except _GONE as error:
            self._tell(error)

    def _write(self, frame: Any, timestamp: int | None = None) -> None:
        step = (self._splitsize or MOST_DATAGRAM_BYTES) if self._split else max(1, len(frame))
        try:
            for begin in range(0, len(frame), step):
                self._fileoutput.write(frame[begin : begin + step])
                self._fileoutput.flush()
            self.outputtimestamp(timestamp)
        except (*_GONE, ValueError) as error:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        self.dead = True
        if self._connectiondead is not None:
            self._connectiondead(error)


def _sends_datagrams(file: Any) -> bool:
    raw = getattr(file, "raw", None)
    return isinstance(raw, socket.SocketIO) and raw._sock.type == socket.SOCK_DGRAM  # type: ignore[attr-defined]  # as picamera2 does
