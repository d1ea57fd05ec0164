"""A video file before a camera: it plays from the start of the run, over and over."""

import threading
from bisect import bisect_right
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from hardware_mocks.camera.view import WHOLE, Box, Scenery
from hardware_mocks.camera.views.fitted import in_field
from hardware_mocks.camera.views.test_card import OFFICE_LUX
from makerkit.errors import BadInputError, NotThereError

NS_PER_S = 1_000_000_000


class VideoFileView:
    """The pictures of a video, each at its time.

    Any time can be asked for: the file's index is read once, and a picture that does not follow on
    the last one is found from the key frame before it.

    Args:
        path: a file that FFmpeg can read.
        place: where that is written, for messages.
        lux: the light in the pictures.

    Attributes:
        length_ns: after which it begins again.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it holds no video.
    """

    def __init__(self, path: Path, *, place: str = "", lux: float = OFFICE_LUX) -> None:
        self._path = path
        self._lux = lux
        self._prefix = f"{place}: " if place else ""
        self._lock = threading.Lock()
        self._file: Any = None
        self._frames: Any = None
        self._next = -1
        self._shown: tuple[int, NDArray[Any] | None] = (-1, None)
        self._stamps, self._times_ns, self.length_ns = self._read_index()

    def light(self, t_ns: int) -> float:
        """Return the light in the pictures."""
        return self._lux

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the picture of a time."""
        with self._lock:
            picture = self._picture(self.index_at(t_ns))
        return Scenery(in_field(picture, size, crop), self._lux)

    def index_at(self, t_ns: int) -> int:
        """Return the number of the picture that is shown at a time."""
        return max(0, bisect_right(self._times_ns, t_ns % self.length_ns) - 1)

    def _read_index(self) -> tuple[list[int], list[int], int]:
        """Return the stamps of all pictures, their times, and when it is over."""
        import av

        if not self._path.is_file():
            raise NotThereError(f"{self._prefix}there is no video file {self._path}.")
        try:
            with av.open(str(self._path)) as file:
                stream = file.streams.video[0]
                stamps = sorted(p.pts for p in file.demux(stream) if p.pts is not None)
                unit_ns = float(stream.time_base or 1) * NS_PER_S
        except (av.error.FFmpegError, IndexError, OSError) as error:
            raise BadInputError(
                f"{self._prefix}{self._path} holds no video that can be read ({error})."
            ) from error
        if not stamps:
            raise BadInputError(f"{self._prefix}{self._path} holds no pictures.")
        times = [round((stamp - stamps[0]) * unit_ns) for stamp in stamps]
        step = times[-1] // (len(times) - 1) if len(times) > 1 else NS_PER_S
        return stamps, times, times[-1] + max(step, 1)

    def _picture(self, index: int) -> NDArray[Any]:
        if self._shown[0] != index or self._shown[1] is None:
            if index != self._next:
                self._seek(index)
            self._shown = (index, self._decode(self._stamps[index]))
            self._next = index + 1
        picture = self._shown[1]
        assert picture is not None
        return picture

    def _seek(self, index: int) -> None:
        import av

        if self._file is None:
            self._file = av.open(str(self._path))
        stream = self._file.streams.video[0]
        self._file.seek(self._stamps[index], stream=stream, backward=True)
        self._frames = self._file.decode(stream)

    def _decode(self, stamp: int) -> NDArray[Any]:
        """Return the picture of a stamp, or the last one where the file is damaged."""
        picture = None
        for frame in self._frames:
            picture = frame
            if frame.pts is not None and frame.pts >= stamp:
                break
        if picture is None:
            raise BadInputError(f"{self._prefix}{self._path} ends before its last picture.")
        decoded: NDArray[Any] = picture.to_ndarray(format="bgr24")
        return decoded
