"""A folder of pictures before a camera: one after another, in the order of their names."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.view import WHOLE, Box, Scenery
from hardware_mocks.camera.views.fitted import in_field
from hardware_mocks.camera.views.test_card import OFFICE_LUX
from makerkit.errors import BadInputError, NotThereError

ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
EACH_S = 1.0


class PictureFolderView:
    """Pictures that change by themselves, over and over.

    Args:
        folder: with the pictures.
        place: where that is written, for messages.
        each_s: how long each is shown.
        lux: the light in them.

    Raises:
        NotThereError: there is no such folder.
        BadInputError: it has no pictures, or one that cannot be read.
    """

    def __init__(
        self, folder: Path, *, place: str = "", each_s: float = EACH_S, lux: float = OFFICE_LUX
    ) -> None:
        self._prefix = f"{place}: " if place else ""
        if not folder.is_dir():
            raise NotThereError(f"{self._prefix}there is no folder {folder}.")
        self.files = sorted(f for f in folder.iterdir() if f.suffix.lower() in ENDINGS)
        if not self.files:
            raise BadInputError(
                f"{self._prefix}the folder {folder} has no pictures ({', '.join(ENDINGS)})."
            )
        self._each_ns = round(each_s * 1e9)
        self._lux = lux
        self._read = lru_cache(maxsize=4)(self._read_file)
        self._read(self.files[0])

    def light(self, t_ns: int) -> float:
        """Return the light in the pictures."""
        return self._lux

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the picture of a time."""
        file = self.files[t_ns // self._each_ns % len(self.files)]
        return Scenery(in_field(self._read(file), size, crop), self._lux)

    def _read_file(self, file: Path) -> NDArray[Any]:
        picture = cv2.imdecode(np.frombuffer(file.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise BadInputError(f"{self._prefix}{file} is no picture that can be read.")
        return picture
