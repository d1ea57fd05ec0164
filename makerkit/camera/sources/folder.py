"""A folder of pictures as a camera, in the order of their names."""

from __future__ import annotations

from pathlib import Path

from makerkit.camera.errors import EndOfPicturesError, NoVideoError
from makerkit.camera.frame import Frame, Picture
from makerkit.camera.source import Wishes
from makerkit.camera.sources.pacing import NS_PER_S, Pace

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff")
DEFAULT_FPS = 10.0


class FolderSource:
    """The pictures of a folder, `fps` of them a second.

    Args:
        folder: where they lie; names with numbers are best written with zeros in front.
    """

    def __init__(self, folder: Path, wishes: Wishes | None = None) -> None:
        self._folder = folder
        self._wishes = wishes or Wishes()
        self.name = f"folder:{folder}"
        self.fps: float | None = self._wishes.fps or DEFAULT_FPS
        self._pace = Pace()
        self._files: list[Path] = []
        self._shown = 0

    def open(self) -> None:
        """See what is in the folder.

        Raises:
            NoVideoError: there is no such folder, or no picture in it.
        """
        if not self._folder.is_dir():
            raise NoVideoError(f"There is no folder {self._folder}.")
        files = self._folder.iterdir()
        self._files = sorted(file for file in files if file.suffix.lower() in SUFFIXES)
        if not self._files:
            raise NoVideoError(
                f"There is no picture in {self._folder}. Files that end with "
                f"{', '.join(SUFFIXES[:3])} are taken."
            )
        self._shown = 0
        self._pace.start()

    def read(self, number: int) -> Frame:
        """Return the next picture at its time.

        Raises:
            NoVideoError: a file is no picture.
            EndOfPicturesError: all have been shown.
        """
        if self._shown == len(self._files) and not self._wishes.loop:
            raise EndOfPicturesError(f"All {self._shown} pictures of {self._folder} were shown.")
        assert self.fps is not None
        file = self._files[self._shown % len(self._files)]
        image = read_picture(file, self._wishes.size)
        t_ns = self._pace.wait_for(round(self._shown * NS_PER_S / self.fps))
        self._shown += 1
        return Frame.from_bgr(number, t_ns, image, metadata={"file": file.name})

    def interrupt(self) -> None:
        """End a wait in `read`."""
        self._pace.interrupt()

    def close(self) -> None:
        """Nothing is kept open."""


def read_picture(file: Path, size: tuple[int, int] | None) -> Picture:
    """Return the picture in a file as BGR, brought to a size.

    Raises:
        NoVideoError: it is none.
    """
    import cv2
    import numpy as np

    try:
        data = np.frombuffer(file.read_bytes(), np.uint8)  # cv2.imread knows no Arabic names
    except OSError as error:
        raise NoVideoError(f"Cannot read {file}: {error.strerror or error}.") from error
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if decoded is None:
        raise NoVideoError(f"{file} is no picture that OpenCV can read. Was it cut off?")
    image: Picture = decoded.astype(np.uint8, copy=False)
    if size is not None and (image.shape[1], image.shape[0]) != size:
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return image
