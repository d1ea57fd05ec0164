"""Make people in a clip unrecognisable before it is given away.

What moves is blurred, from half a second before it moves to two seconds after; with a face model
(YuNet, an ONNX file of your own) faces that keep still are, too. It is a help and no promise: who
stands still without a face model stays visible. Look through the film before you give it away.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from makerkit.camera.clips import ClipWriter
from makerkit.camera.frame import Frame, Picture
from makerkit.camera.h264 import H264Encoder
from makerkit.errors import BadInputError, NotThereError

WIDE = 32
"""Columns of the coarse picture in which motion is looked for: a cell is a face from 5 m."""
DIFFERENCE = 6.0
"""Grey levels by which a cell differs from before: noise of a mean is far below."""
BEFORE_S, AFTER_S = 0.5, 2.0
BLOCKS = 12
"""A blurred region keeps this many blocks across the picture's width: nobody is known by those."""
Box = tuple[int, int, int, int]
Mask = NDArray[np.bool_]
Progress = Callable[[float], None]


class FaceFinder(Protocol):
    """Whatever finds faces."""

    def find(self, image: Picture) -> list[Box]:
        """Return boxes (x, y, width, height) in pixels of a BGR picture."""


class YuNet:
    """OpenCV's own face detector, with a model file of the user's."""

    def __init__(self, model: Path) -> None:
        import cv2

        if not model.is_file():
            raise NotThereError(f"There is no face model {model}; see face_model in [recording].")
        try:
            self._detector: Any = cv2.FaceDetectorYN.create(str(model), "", (320, 320), 0.6)
        except (cv2.error, AttributeError) as error:
            raise BadInputError(f"{model} is no model of YuNet that OpenCV can read.") from error

    def find(self, image: Picture) -> list[Box]:
        """Return boxes around faces."""
        self._detector.setInputSize((image.shape[1], image.shape[0]))
        _, faces = self._detector.detect(image)
        rows = [] if faces is None else [[round(float(side)) for side in row[:4]] for row in faces]
        return [(x, y, width, height) for x, y, width, height in rows]


def blur_clip(
    source: Path,
    target: Path,
    *,
    faces: FaceFinder | None = None,
    on_progress: Progress = lambda _share: None,
) -> Path:
    """Write a copy of a clip in which whatever moves is blurred.

    Args:
        on_progress: told the share that is done, 0 to 1.

    Raises:
        BadInputError: the clip cannot be read or the copy cannot be written.
    """
    encoder: H264Encoder | None = None
    with ClipWriter(target) as writer:
        for number, (t_us, image, mask, share) in enumerate(_with_masks(source, faces)):
            _blur(image, mask)
            frame = Frame.from_bgr(number, t_us * 1000, image)
            height, width = image.shape[:2]
            encoder = encoder or H264Encoder(width // 2 * 2, height // 2 * 2)
            writer.write_all(encoder.encode(frame))
            on_progress(share)
    if writer.clip is None:
        raise BadInputError(f"{source} has no picture.")
    return writer.clip.path


def _with_masks(
    source: Path, faces: FaceFinder | None
) -> Iterator[tuple[int, Picture, Mask, float]]:
    """Yield time in us, picture, what is to be blurred, share done; it looks ahead by BEFORE_S."""
    waiting: deque[tuple[int, Picture, Mask, float]] = deque()
    recent: deque[tuple[int, Mask]] = deque()
    before: NDArray[np.float32] | None = None
    for t_us, image, share in _pictures(source):
        cells = _cells(image)
        moving = np.zeros(cells.shape, bool) if before is None else _moving(before, cells)
        before = cells
        for x, y, width, height in faces.find(image) if faces is not None else ():
            _mark(moving, (x, y, width, height), image.shape)
        recent.append((t_us, moving))
        waiting.append((t_us, image, moving, share))
        while recent[0][0] < waiting[0][0] - AFTER_S * 1e6:
            recent.popleft()
        while waiting[0][0] <= t_us - BEFORE_S * 1e6:
            yield _joined(waiting.popleft(), recent)
    while waiting:
        yield _joined(waiting.popleft(), recent)


def _joined(
    entry: tuple[int, Picture, Mask, float], recent: deque[tuple[int, Mask]]
) -> tuple[int, Picture, Mask, float]:
    t_us, image, _, share = entry
    near = [m for t, m in recent if t_us - AFTER_S * 1e6 <= t <= t_us + BEFORE_S * 1e6]
    return t_us, image, np.logical_or.reduce(near), share


def _pictures(source: Path) -> Iterator[tuple[int, Picture, float]]:
    import av

    try:
        with av.open(str(source)) as film:
            whole_us = max(float(film.duration or 1), 1.0)
            for picture in film.decode(video=0):
                t_us = round(float((picture.pts or 0) * (picture.time_base or 0)) * 1e6)
                image = np.asarray(picture.to_ndarray(format="bgr24"), np.uint8)
                yield t_us, image, min(t_us / whole_us, 1.0)
    except (av.error.FFmpegError, OSError) as error:
        raise BadInputError(f"{source} cannot be read as a film: {error}.") from error


def _cells(image: Picture) -> NDArray[np.float32]:
    """Return the coarse grey picture in which motion is looked for."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    rows = max(2, round(WIDE * image.shape[0] / image.shape[1]))
    return np.asarray(cv2.resize(grey, (WIDE, rows), interpolation=cv2.INTER_AREA), np.float32)


def _moving(before: NDArray[np.float32], cells: NDArray[np.float32]) -> Mask:
    """Return the cells that have changed, and their neighbours; light everywhere is no motion."""
    import cv2

    difference = cells - before
    difference = difference - np.median(difference)
    changed = (np.abs(difference) > DIFFERENCE).astype(np.uint8)
    return np.asarray(cv2.dilate(changed, np.ones((3, 3), np.uint8)), bool)


def _mark(mask: Mask, box: Box, shape: tuple[int, ...]) -> None:
    """Mark the cells under a box in pixels, and a quarter more on each side."""
    x, y, width, height = box
    rows, columns = mask.shape
    left, right = (x - width / 4) / shape[1], (x + width * 1.25) / shape[1]
    top, bottom = (y - height / 4) / shape[0], (y + height * 1.25) / shape[0]
    mask[
        max(0, int(top * rows)) : max(0, int(bottom * rows) + 1),
        max(0, int(left * columns)) : max(0, int(right * columns) + 1),
    ] = True


def _blur(image: Picture, mask: Mask) -> None:
    """Make coarse blocks of what is marked, in the picture itself."""
    import cv2

    if not mask.any():
        return
    height, width = image.shape[:2]
    small = (BLOCKS, max(1, round(BLOCKS * height / width)))
    blocks = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(blocks, (width, height), interpolation=cv2.INTER_LINEAR)
    where = cv2.resize(mask.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    image[where > 0] = coarse[where > 0]
