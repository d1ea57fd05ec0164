"""What gives pictures: the four kinds of sources, and how each is named in a line of text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame

KINDS = ("auto", "picamera:0", "webcam:0", "file:street.mp4", "folder:pictures")
MOST_SIDE_PX = 9152
"""The largest sensor sold for a Pi (64 megapixels) is that wide."""


class Source(Protocol):
    """Gives pictures one after another. One thread opens, reads and closes it.

    Attributes:
        name: as it is named in a line of text: "picamera:0".
        fps: pictures a second that it was asked for; None where it decides itself.
    """

    name: str
    fps: float | None

    def open(self) -> None:
        """Make it ready.

        Raises:
            CameraError: why it cannot be used.
        """

    def read(self, number: int) -> Frame:
        """Wait for the next picture and return it, numbered.

        Raises:
            CameraError: there are no more pictures, or none came in time.
        """

    def interrupt(self) -> None:
        """End a wait in `read`; called from another thread."""

    def close(self) -> None:
        """Let others use it. It may be opened again."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted of a source; it does what it can.

    Attributes:
        size: width and height in pixels; None leaves a file's pictures as they are.
        fps: pictures a second.
        lores: size of a second, smaller picture of the same moment (a Pi's camera only), for what
            is computed on each picture.
        loop: whether a file or folder begins again at its end.
    """

    size: tuple[int, int] | None = None
    fps: float | None = None
    lores: tuple[int, int] | None = None
    loop: bool = False

    def check(self) -> Wishes:
        """Return itself where the numbers make sense.

        Raises:
            BadInputError: they do not.
        """
        for what, size in (("size", self.size), ("lores", self.lores)):
            if size is not None and not all(2 <= side <= MOST_SIDE_PX for side in size):
                raise BadInputError(
                    f"{what} must lie between 2 and {MOST_SIDE_PX} pixels (got {size})."
                )
        if self.fps is not None and not 0 < self.fps <= 1000:
            raise BadInputError(f"fps must be above 0 and at most 1000 (got {self.fps:g}).")
        return self


def open_source(spec: str = "auto", **wishes: Any) -> Source:
    """Return the source that a line of text names; nothing is opened yet.

    Args:
        spec: "auto" (a Pi's camera, else the first webcam), "picamera:0", "webcam:0",
            "file:street.mp4" or "folder:pictures". "picamera" and "webcam" alone are number 0.
        wishes: see `Wishes`.

    Raises:
        BadInputError: it names no source, or a wish makes no sense.
    """
    wanted = Wishes(**wishes).check()
    kind, colon, rest = spec.partition(":")
    if kind == "auto" and not colon:
        from makerkit.camera.sources.automatic import AutomaticSource

        return AutomaticSource(wanted)
    if kind in ("picamera", "webcam"):
        return _numbered(kind, rest or "0", wanted)
    if kind == "file" and rest:
        from makerkit.camera.sources.file import FileSource

        return FileSource(Path(rest), wanted)
    if kind == "folder" and rest:
        from makerkit.camera.sources.folder import FolderSource

        return FolderSource(Path(rest), wanted)
    raise BadInputError(f"{spec!r} is no source of pictures. {_hint(spec)}")


def _numbered(kind: str, number: str, wishes: Wishes) -> Source:
    if not number.isascii() or not number.isdecimal():
        raise BadInputError(
            f"{kind}:{number} must have the number of a camera, such as {kind}:0. "
            "`python -m makerkit.camera` lists them."
        )
    live = replace(wishes, size=wishes.size or (640, 480))
    if kind == "picamera":
        from makerkit.camera.sources.picamera import PicameraSource

        return PicameraSource(int(number), live)
    from makerkit.camera.sources.webcam import WebcamSource

    return WebcamSource(int(number), live)


def _hint(spec: str) -> str:
    path = Path(spec)
    if path.is_file():
        return f"For this file write file:{spec}"
    if path.is_dir():
        return f"For this folder write folder:{spec}"
    return f"Write one of: {', '.join(KINDS)}."
