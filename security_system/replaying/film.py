"""A video file as the motion detector wants it: small and grey, with the times of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError, NotThereError

Picture = NDArray[np.uint8]
FALLBACK_FPS = 25.0
"""For a file that does not say."""
ENDS_EARLY_S = 1.0
_WITH_LUMA = {"gray", "nv12", "nv21"}
"""Besides yuv...p: pixel formats whose first plane is the brightness, a byte each."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a film.

    Attributes:
        t_s: seconds since the first picture.
        luma: brightness, scaled down.
        width, height: of the picture as it is shown, in pixels.
        picture: PyAV's frame, for who wants it in colour.
        turns: quarters counterclockwise by which that has to be turned.
    """

    t_s: float
    luma: Picture
    width: int
    height: int
    picture: Any
    turns: int

    def bgr(self) -> Picture:
        """Return it in colour, as it is shown."""
        image = np.rot90(self.picture.to_ndarray(format="bgr24"), self.turns)
        return np.ascontiguousarray(image)


class Film:
    """A video file; whatever is damaged in it is passed over and told.

    Args:
        file: any video that FFmpeg reads.
        width: of the luma; what is narrower stays as it is.

    Attributes:
        fps: what the file says, on the average.
        duration_s: what the file says; None when it does not.
        problem: what was wrong, as a sentence; empty when nothing was.
    """

    def __init__(self, file: Path, *, width: int = 320) -> None:
        if width < 16:
            raise BadInputError(
                f"--size is the width of the luma, at least 16 pixels (got {width})."
            )
        self.file = file
        self._width = width
        self.problem = ""
        with _opened(file) as container:
            stream = container.streams.video[0]
            self.fps = float(stream.average_rate or FALLBACK_FPS)
            self.duration_s = _duration_s(container, stream)

    def shots(self) -> Iterator[Shot]:
        """Give every picture that can be decoded.

        Raises:
            BadInputError: none can.
        """
        self.problem = ""
        with _opened(self.file) as container:
            last_s, first = -1.0 / self.fps, None
            for picture in self._decoded(container):
                at_s = _time_s(picture, last_s + 1.0 / self.fps + (first or 0.0))
                first = at_s if first is None else first
                last_s = max(last_s, at_s - first)
                yield self._shot(picture, max(0.0, last_s))
        if first is None:
            raise BadInputError(f"No picture in {self.file} can be decoded. {self.problem}".strip())
        if not self.problem and self.duration_s and last_s < self.duration_s - ENDS_EARLY_S:
            self.problem = (
                f"{self.file} ends at {last_s:.1f} s, though it says that it lasts "
                f"{self.duration_s:.1f} s. Was its recording cut off?"
            )

    def _decoded(self, container: Any) -> Iterator[Any]:
        """Give the pictures; count what is damaged."""
        av = _import_av()
        bad = 0
        packets = container.demux(container.streams.video[0])
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                break
            except (_error_of(av), OSError) as error:
                self.problem = f"Reading {self.file} stopped: {error}."
                return
            try:
                yield from packet.decode()
            except (_error_of(av), ValueError):
                bad += 1
        if bad:
            self.problem = f"{bad} packets of {self.file} are damaged and were passed over."

    def _shot(self, picture: Any, t_s: float) -> Shot:
        turns = round(getattr(picture, "rotation", 0) / 90) % 4
        luma = _small(_luma(picture), self._width if turns % 2 == 0 else None)
        if turns:
            luma = _small(np.ascontiguousarray(np.rot90(luma, turns)), self._width)
        width, height = picture.width, picture.height
        if turns % 2:
            width, height = height, width
        return Shot(t_s, luma, width, height, picture, turns)


def _opened(file: Path) -> Any:
    """Return PyAV's container of a file with a video in it.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it is no video.
    """
    av = _import_av()
    if not file.is_file():
        what = "It is a folder: name a file in it." if file.is_dir() else "Is its name right?"
        raise NotThereError(f"There is no file {file}. {what}")
    try:
        container = av.open(str(file))
    except (_error_of(av), OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadInputError(
            f"{file} is no video that can be read ({why}). Was its recording cut off?"
        ) from error
    if not container.streams.video:
        container.close()
        raise BadInputError(f"There is no video in {file}. Is it a sound, or a text?")
    container.streams.video[0].thread_type = "AUTO"
    return container


def _import_av() -> Any:
    try:
        import av
    except ImportError as error:
        raise NotThereError(
            f"PyAV, which reads videos, cannot be imported ({error}). Start ./maker once; on a "
            "Pi also: sudo apt install python3-av"
        ) from error
    return av


def _error_of(av: Any) -> type[Exception]:
    """Return PyAV's error, which had another name in old versions."""
    error: type[Exception] = getattr(av, "FFmpegError", None) or av.AVError
    return error


def _duration_s(container: Any, stream: Any) -> float | None:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration else None


def _time_s(picture: Any, otherwise_s: float) -> float:
    if picture.pts is None or picture.time_base is None:
        return otherwise_s
    return float(picture.pts * picture.time_base)


def _luma(picture: Any) -> Picture:
    """Return the brightness: the first plane where that is what it holds, converted otherwise."""
    name = picture.format.name
    is_planar = name.startswith("yuv") and name.endswith("p") and picture.format.is_planar
    if not is_planar and name not in _WITH_LUMA:
        return np.asarray(picture.to_ndarray(format="gray"), np.uint8)
    plane = picture.planes[0]
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return rows[: picture.height, : picture.width]


def _small(luma: Picture, width: int | None) -> Picture:
    """Return a picture scaled down to a width."""
    if width is None or luma.shape[1] <= width:
        return luma
    import cv2

    size = (width, max(1, round(luma.shape[0] * width / luma.shape[1])))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)
