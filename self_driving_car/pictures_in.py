"""Reads pictures out of files, folders, Tubs and videos, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.errors import BadInputError, NotThereError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".bmp", ".webp", ".ppm", ".pgm", ".tif", ".tiff")
VIDEOS = (
    ".mp4", ".m4v", ".mkv", ".avi", ".mov", ".webm", ".h264", ".mjpeg", ".mjpg", ".mpg", ".ts",
    ".gif",
)  # fmt: skip
MANIFEST = "manifest.json"
"""What a Tub has."""
JPEG_BEGINS, JPEG_ENDS = b"\xff\xd8", b"\xff\xd9"
LONGEST_TAIL = 4096
"""So many bytes may follow a JPEG's end; a cut one is decoded too, its rest grey."""

LEAST_PX = 16


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture and what it is called: its file, or its number in a video."""

    name: str
    picture: "Image"


def examples(paths: tuple[str, ...], size: tuple[int, ...]) -> "list[Image]":
    """Return up to forty pictures of one size, evenly out of all that are there."""
    files = [file for path in paths for file in _files(Path(path))]
    step = max(1, len(files) // 40)
    found: list[Image] = []
    for file in files[::step]:
        for number, shot in enumerate(_of_file(file, is_quiet=True)):
            if shot.picture.shape[:2] == size and number % 10 == 0:
                found.append(shot.picture)
            if number >= 400 or len(found) >= 40:
                break
    return found


def shots(paths: tuple[str, ...]) -> Iterator[Shot]:
    """Yield every picture of files, folders and videos, in the order of their numbers.

    Raises:
        NotThereError: there is no such path, or no picture that can be read.
    """
    is_empty = True
    for path in paths:
        for file in _files(Path(path), is_quiet=False):
            for shot in _of_file(file):
                is_empty = False
                yield shot
    if is_empty:
        raise NotThereError(f"There is no picture that can be read in {', '.join(paths)}.")


def _files(path: Path, *, is_quiet: bool = True) -> list[Path]:
    if not path.exists():
        raise NotThereError(f"There is no {path}.")
    if path.is_file():
        return [path]
    found = {
        file
        for file in path.rglob("*")
        if file.suffix.lower() in PICTURES + VIDEOS and not file.name.startswith("._")  # macOS's
    }
    for manifest in path.rglob(MANIFEST):
        found = _as_in_tub(found, manifest.parent, is_quiet=is_quiet)
    return sorted(found, key=_in_order)


def _as_in_tub(files: set[Path], folder: Path, *, is_quiet: bool) -> set[Path]:
    """Return files without the pictures of deleted records of a Tub, with those that are lost."""
    from makerkit.tub.errors import NoTubError
    from makerkit.tub.reader import Tub

    try:
        tub = Tub(folder)
    except NoTubError:
        return files
    names = {True: set[Path](), False: set[Path]()}
    for record in tub.records(with_deleted=True):
        if (picture := tub.image_path(record)) is not None:
            names[record.index in tub.deleted].add(picture)
    deleted = names[True] - names[False]
    if deleted and not is_quiet:
        click.echo(f"{folder} has {len(deleted)} deleted records; they are left out.", err=True)
    return (files - deleted) | names[False]


def _in_order(path: Path) -> tuple[Any, ...]:
    """Return by what files are sorted: numbers in names count as numbers, as in a Tub."""
    digits = "".join(letter if letter.isdigit() else " " for letter in path.name).split()
    return str(path.parent), [int(number) for number in digits[:1]], path.name


def count(paths: tuple[str, ...]) -> int | None:
    """Return how many pictures there are; None where videos keep it to themselves."""
    files = [file for path in paths if Path(path).exists() for file in _files(Path(path))]
    return None if any(file.suffix.lower() in VIDEOS for file in files) else len(files)


def _of_file(file: Path, *, is_quiet: bool = False) -> Iterator[Shot]:
    """Yield the pictures of a file; say, unless quiet, what cannot be read."""
    try:
        yield from _of_video(file) if file.suffix.lower() in VIDEOS else _of_picture(file)
    except FileNotFoundError:
        if not is_quiet:
            click.echo(f"{file} is missing: its Tub has a record of it; it is left out.", err=True)
    except (OSError, BadInputError) as error:
        if not is_quiet:
            click.echo(f"{error}; it is left out.", err=True)


def _of_picture(file: Path) -> Iterator[Shot]:
    import cv2
    import numpy as np

    data = file.read_bytes()
    if data.startswith(JPEG_BEGINS) and JPEG_ENDS not in data[-LONGEST_TAIL:]:
        raise BadInputError(f"{file} is no picture that can be read: its end is missing")
    array = np.frombuffer(data, np.uint8)
    picture = cv2.imdecode(array, cv2.IMREAD_COLOR) if data else None
    if picture is None:  # recordings have empty pictures
        raise BadInputError(f"{file} is no picture that can be read")
    if min(picture.shape[:2]) < LEAST_PX:
        size = f"{picture.shape[1]} x {picture.shape[0]} pixels"
        raise BadInputError(f"{file} is too small a picture to show a road: {size}")
    yield Shot(str(file), np.asarray(picture, np.uint8))


def _of_video(file: Path) -> Iterator[Shot]:
    import av
    import numpy as np

    number = -1
    try:
        with av.open(str(file)) as video:
            for number, frame in enumerate(video.decode(video=0)):
                picture = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
                yield Shot(f"{file}#{number}", picture)
    except (av.FFmpegError, IndexError) as error:
        if number >= 0:
            says = f"{file} breaks off after picture {number}: what follows cannot be read"
        else:
            says = f"{file} cannot be read as a video ({getattr(error, 'strerror', error)})"
        raise BadInputError(says) from error
    if number < 0:
        raise BadInputError(f"{file} is a video without a picture")
