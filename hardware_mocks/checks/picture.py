"""A picture that the program has written, as a check speaks of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hardware_mocks.checks.failure import CheckFailure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hardware_mocks.camera.view import Box
    from hardware_mocks.checks.run import Run

ENDINGS = (".jpg", ".jpeg", ".png", ".bmp")
DRAWN = 60
"""By how much a colour must differ, of 255, to have been drawn: noise and JPEG stay below."""
LEAST_DRAWN_PX = 40


class Picture:
    """One file, looked at when it is asked for.

    Every verb fails with what is wrong with the file.

    Args:
        name: as the lesson asks for it: "first.jpg".
    """

    def __init__(self, run: Run, name: str) -> None:
        self._run = run
        self.folder = run.stage.folder
        self.name = name
        self.path = self.folder / name

    @property
    def exists(self) -> bool:
        """Whether there is such a file."""
        return self.path.is_file()

    @property
    def others(self) -> list[str]:
        """Other pictures beside it."""
        return pictures_in(self.folder, but=self.name)

    @cached_property
    def image(self) -> NDArray[Any]:
        """Its points: rows of blue, green and red, 0 to 255."""
        import cv2

        self._run.looks += 1
        if not self.exists:
            others = self.others
            if others:
                raise CheckFailure("picture.other_name", file=self.name, others=", ".join(others))
            raise CheckFailure("picture.not_there", is_missing=True, file=self.name)
        image = cv2.imread(str(self.path))
        if image is None:
            raise CheckFailure(
                "picture.unreadable", file=self.name, size_bytes=self.path.stat().st_size
            )
        return image

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in points."""
        height, width = self.image.shape[:2]
        return width, height

    def has_size(self, width: int, height: int) -> None:
        """Fail unless it has this size."""
        seen = self.size
        if seen == (height, width) and width != height:
            raise CheckFailure(
                "picture.lies_on_its_side", file=self.name, wide=seen[0], high=seen[1]
            )
        if seen != (width, height):
            raise CheckFailure(
                "picture.wrong_size", file=self.name, wide=seen[0], high=seen[1],
                wanted=f"{width} by {height}",
            )  # fmt: skip

    def colour(self, box: Box = (0.0, 0.0, 1.0, 1.0)) -> tuple[float, float, float]:
        """Return the middle blue, green and red of a part of it, x, y, width, height as shares."""
        import numpy as np

        width, height = self.size
        left, top = round(box[0] * width), round(box[1] * height)
        right, bottom = round((box[0] + box[2]) * width), round((box[1] + box[3]) * height)
        blue, green, red = np.median(self.image[top:bottom, left:right].reshape(-1, 3), axis=0)
        return float(blue), float(green), float(red)

    def drawn_boxes(self, original: NDArray[Any]) -> list[Box]:
        """Return the boxes around what was drawn into it, as shares, the largest first.

        Args:
            original: the picture before something was drawn, of the same size.
        """
        import cv2

        if original.shape != self.image.shape:
            return []
        changed = cv2.absdiff(self.image, original).max(axis=2)
        mask = cv2.threshold(changed, DRAWN, 255, cv2.THRESH_BINARY)[1]
        found = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[-2]
        boxes = [cv2.boundingRect(contour) for contour in found]
        large = [box for box in boxes if box[2] + box[3] >= LEAST_DRAWN_PX]
        width, height = self.size
        return [
            (x / width, y / height, w / width, h / height)
            for x, y, w, h in sorted(large, key=lambda box: -box[2] * box[3])
        ]


def pictures_in(folder: Path, but: str = "") -> list[str]:
    """Return the names of the pictures in a folder and those in it, in order."""
    if not folder.is_dir():
        return []
    files = (file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS)
    names = (file.relative_to(folder).as_posix() for file in files)
    return sorted(name for name in names if name != but)


def overlap(one: Box, other: Box) -> float:
    """Return how well two boxes agree, 0 to 1: what they share, of what they cover together."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    shared = max(0.0, wide) * max(0.0, high)
    together = one[2] * one[3] + other[2] * other[3] - shared
    return shared / together if together else 0.0
