"""Pictures for people who want to look: a sheet of moments of a scenario, or a film of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.sensor import Look, develop
from hardware_mocks.worlds.house.house import House
from makerkit.errors import BadInputError

Image = NDArray[np.uint8]
_LIT_LUX = 120.0
"""From here on a small camera needs no more gain (30 frames a second, f/1.8)."""
_MOST_GAIN = 12.0
_BORDER = 4


def shot(house: House, camera: str, t_s: float, size: tuple[int, int], fps: float) -> Image:
    """Return what a camera that is used to the light takes at a time, with its noise."""
    scenery = house.view(camera).look(round(t_s * 1e9), size)
    gain = min(_MOST_GAIN, max(1.0, _LIT_LUX / max(scenery.lux, 0.1)))
    return np.asarray(develop(scenery, Look(gain=gain, ticket=round(t_s * fps))), np.uint8)


def write_sheet(
    file: Path,
    house: House,
    cameras: Sequence[str],
    times_s: Sequence[float],
    size: tuple[int, int],
) -> None:
    """Write a picture with a row for each camera and a column for each time."""
    import cv2

    rows = []
    for camera in cameras:
        row = []
        for t_s in times_s:
            image = shot(house, camera, t_s, size, 15)
            label(image, f"{camera}  {t_s:g} s")
            row.append(cv2.copyMakeBorder(image, *(_BORDER,) * 4, cv2.BORDER_CONSTANT))
        rows.append(np.hstack(row))
    if not cv2.imwrite(str(file), np.vstack(rows)):
        raise BadInputError(f"Cannot write the picture {file}. Does its name end in .png or .jpg?")


def write_film(
    file: Path,
    house: House,
    camera: str,
    span_s: tuple[float, float],
    size: tuple[int, int],
    fps: int,
) -> None:
    """Write an H.264 film of what a camera sees between two times."""
    import av

    with av.open(str(file), "w") as film:
        stream = film.add_stream("libx264", rate=fps)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "21", "preset": "veryfast"}
        for image in _frames(house, camera, span_s, size, fps):
            for packet in stream.encode(av.VideoFrame.from_ndarray(image, format="bgr24")):
                film.mux(packet)
        for packet in stream.encode():
            film.mux(packet)


def label(image: Image, text: str) -> None:
    """Write a line into the upper left corner."""
    import cv2

    for color, thick in (((0, 0, 0), 3), ((255, 255, 255), 1)):
        cv2.putText(image, text, (8, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.45, color, thick, cv2.LINE_AA)


def _frames(
    house: House, camera: str, span_s: tuple[float, float], size: tuple[int, int], fps: int
) -> Iterator[Image]:
    for number in range(round((span_s[1] - span_s[0]) * fps)):
        yield shot(house, camera, span_s[0] + number / fps, size, fps)
