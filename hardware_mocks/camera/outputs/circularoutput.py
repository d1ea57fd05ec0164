"""`picamera2.outputs.CircularOutput`: the last pictures, written when something has happened."""

from collections import deque
from threading import Lock
from typing import Any

from hardware_mocks.camera.outputs.fileoutput import FileOutput


class CircularOutput(FileOutput):
    """Keeps so many pictures; what it writes is `buffersize` pictures old."""

    def __init__(
        self,
        file: Any = None,
        pts: Any = None,
        buffersize: int = 30 * 5,
        outputtofile: bool = True,
    ) -> None:
        """Make a ring.

        Args:
            buffersize: pictures in the ring.
            outputtofile: whether pictures that leave the ring go into the file.
        """
        super().__init__(file, pts=pts)
        self._lock = Lock()
        self.buffersize = buffersize
        self.outputtofile = outputtofile

    @property
    def buffersize(self) -> int:
        """How many pictures the ring holds."""
        return self._buffersize

    @buffersize.setter
    def buffersize(self, value: int) -> None:
        if not isinstance(value, int):
            raise RuntimeError("Buffer size must be integer")
        with self._lock:
            self._buffersize = value
            self._circular: deque[tuple[Any, bool]] = deque(maxlen=value)

    def outputframe(
        self,
        frame: Any,
        keyframe: bool = True,
        timestamp: int | None = None,
        packet: Any = None,
        audio: bool = False,
    ) -> None:
        """Put a picture into the ring; while recording, the oldest goes into the file."""
        if audio:
            raise RuntimeError("CircularOutput does not support audio")
        with self._lock:
            if self._buffersize == 0:
                return
            self._circular.append((frame, keyframe))
            if self._fileoutput is None or not self.recording or not self.outputtofile:
                return
            oldest = self._oldest()
        if oldest is not None:
            self._write(oldest, timestamp)

    def stop(self) -> None:
        """Write what the ring still holds, and close the file."""
        if not self.recording or self._fileoutput is None:
            return
        with self._lock:
            while (oldest := self._oldest()) is not None:
                self._write(oldest)
        self.recording = False
        self._firstframe = False
        self.close()

    def _oldest(self) -> Any:
        """Take the oldest picture out of the ring; the first of a file is a key frame."""
        while self._circular:
            frame, keyframe = self._circular.popleft()
            if keyframe or not self._firstframe:
                self._firstframe = False
                return frame
        return None
