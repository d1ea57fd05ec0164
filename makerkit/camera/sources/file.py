"""A video file as a camera: its pictures at the times at which they were filmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from makerkit.camera.errors import CameraLibraryError, EndOfPicturesError, NoVideoError
from makerkit.camera.frame import Frame, Picture
from makerkit.camera.source import Wishes
from makerkit.camera.sources.pacing import NS_PER_S, Pace

FALLBACK_FPS = 25.0
"""For a file that does not say."""


class FileSource:
    """A video file that plays at its own speed; what this machine cannot follow is left out.

    Pictures are YUV420 as they lie in the file, so their luma costs nothing, unless they have to
    be brought to another size or turned (a telephone's).

    Args:
        file: any video that FFmpeg reads: MP4, MOV, MKV, AVI, H.264, ...
    """

    def __init__(self, file: Path, wishes: Wishes | None = None) -> None:
        self._file = file
        self._wishes = wishes or Wishes()
        self.name = f"file:{file}"
        self.fps: float | None = None
        self._pace = Pace()
        self._container: Any = None

    def open(self) -> None:
        """Open the file and find its video.

        Raises:
            NoVideoError: there is no such file, or no video in it.
            CameraLibraryError: PyAV is not installed.
        """
        av = _import_av()
        if not self._file.is_file():
            raise NoVideoError(f"There is no file {self._file}.")
        try:
            self._container = av.open(str(self._file))
        except (_error_of(av), OSError) as error:
            why = getattr(error, "strerror", None) or error
            raise NoVideoError(
                f"{self._file} is no video that can be read ({why}). Was its recording cut off?"
            ) from error
        if not self._container.streams.video:
            raise NoVideoError(f"There is no video in {self._file}.")
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"
        self.fps = float(self._stream.average_rate or FALLBACK_FPS)
        self._period_ns = round(NS_PER_S / self.fps)
        self._pictures = self._decoded()
        self._offset_ns = self._last_ns = 0
        self._has_shown = False
        self._pace.start()

    def read(self, number: int) -> Frame:
        """Return the next picture at its time.

        Raises:
            EndOfPicturesError: the file is at its end.
            NoVideoError: no picture in it can be decoded.
        """
        while True:
            picture = next(self._pictures, None)
            if picture is None:
                self._begin_again()
                continue
            at_ns = self._time_of(picture)
            if self._has_shown and self._pace.is_late(at_ns, by_ns=2 * self._period_ns):
                number += 1  # too late to be of use: a hole, as with a real camera
                continue
            frame = self._frame(number, picture, self._pace.began_ns + at_ns)
            self._has_shown = True
            self._pace.wait_for(at_ns)
            return frame

    def interrupt(self) -> None:
        """End a wait in `read`."""
        self._pace.interrupt()

    def close(self) -> None:
        """Close the file."""
        if self._container is not None:
            self._container.close()
            self._container = None

    # -- inside

    def _decoded(self) -> Iterator[Any]:
        """Give every picture that can be decoded; a damaged one is passed over."""
        av = _import_av()
        for packet in self._container.demux(self._stream):
            try:
                yield from packet.decode()
            except _error_of(av):
                continue

    def _begin_again(self) -> None:
        if not self._has_shown:
            raise NoVideoError(f"No picture in {self._file} can be decoded.")
        if not self._wishes.loop:
            raise EndOfPicturesError(f"{self._file} is at its end.")
        self._offset_ns = self._last_ns + self._period_ns
        self._container.seek(0)
        self._pictures = self._decoded()

    def _time_of(self, picture: Any) -> int:
        """Return when a picture is due, in ns since the beginning."""
        if picture.pts is None or picture.time_base is None:
            at_ns = self._last_ns + self._period_ns
        else:
            start = self._stream.start_time or 0
            at_ns = round((picture.pts - start) * picture.time_base * NS_PER_S) + self._offset_ns
        self._last_ns = max(at_ns, self._last_ns)
        return self._last_ns

    def _frame(self, number: int, picture: Any, t_ns: int) -> Frame:
        size = self._wishes.size or (picture.width, picture.height)
        turns = round(getattr(picture, "rotation", 0) / 90) % 4
        is_even = size[0] % 2 == 0 and size[1] % 2 == 0
        if turns or not is_even:
            return Frame.from_bgr(number, t_ns, _turned(picture, turns, self._wishes.size))
        if (picture.width, picture.height) != size or picture.format.name != "yuv420p":
            picture = picture.reformat(width=size[0], height=size[1], format="yuv420p")
        return Frame.from_yuv(number, t_ns, picture.to_ndarray())


def _turned(picture: Any, turns: int, size: tuple[int, int] | None) -> Picture:
    """Return a picture as BGR, turned counterclockwise by quarters, in a size."""
    import cv2
    import numpy as np

    image: Picture = np.ascontiguousarray(np.rot90(picture.to_ndarray(format="bgr24"), turns))
    if size is not None:
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return image


def _import_av() -> Any:
    try:
        import av
    except ImportError as error:
        raise CameraLibraryError(
            f"PyAV, which reads videos, cannot be imported ({error}). Start ./maker once; on a "
            "Pi also: sudo apt install python3-av"
        ) from error
    return av


def _error_of(av: Any) -> type[Exception]:
    """Return PyAV's error, which had another name in old versions."""
    error: type[Exception] = getattr(av, "FFmpegError", None) or av.AVError
    return error
