"""Screens of the bench: pictures that a program shows somebody, by the name of their window.

`cv2.imshow`, previews and "what camera 0 sees" put them here. Nothing is drawn: whoever looks (the
bench page, a check) asks for the latest picture of a name. Each kept picture is a copy, so a
program may go on painting into its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hardware_mocks.virtual_time import real
from makerkit.errors import BadInputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_SCREENS = 16
"""More windows than that are a mistake (a new name for each picture); the oldest makes room."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What one window shows now.

    Attributes:
        name: of the window.
        image: as it was given: grey, BGR or BGRA, of any type that `imshow` takes.
        t_ns: since when, on the bench's clock.
        revision: grows with every picture, of whatever window.
    """

    name: str
    image: NDArray[Any]
    t_ns: int
    revision: int

    def bgr(self) -> NDArray[np.uint8]:
        """Return the picture as a screen shows it: BGR, 8 bits."""
        return as_shown(self.image)


class Screens:
    """The windows that are open, in the order in which they appeared.

    Attributes:
        watched: names of screens that somebody looks at now. What is drawn for people alone, such
            as a preview, need only be drawn while its name stands here; `imshow` always counts.
        on_change: called with the name of a window that has changed or closed, from any thread.
        on_mouse: carries what somebody does with the mouse over a window to the program: (window,
            OpenCV's event, x in pixels, y, OpenCV's flags).
    """

    def __init__(self) -> None:
        self.watched: frozenset[str] = frozenset()
        self.on_change: Callable[[str], None] = lambda _name: None
        self.on_mouse: Callable[[str, int, int, int, int], None] = lambda *_event: None
        self._screens: dict[str, Screen | None] = {}
        self._revision = 0
        self._lock = real.allocate_lock()

    def open(self, name: str) -> None:
        """Open an empty window, if it is not open already."""
        with self._lock:
            self._screens.setdefault(name, None)
            self._make_room()
        self.on_change(name)

    def show(self, name: str, image: NDArray[Any], t_ns: int) -> None:
        """Show a picture in a window, which opens if it is not open yet."""
        copy = image.copy()
        with self._lock:
            self._revision += 1
            self._screens[name] = Screen(name, copy, t_ns, self._revision)
            self._make_room()
        self.on_change(name)

    def close(self, name: str) -> None:
        """Close a window; one that is not open stays so."""
        with self._lock:
            self._screens.pop(name, None)
        self.on_change(name)

    def names(self) -> list[str]:
        """Return the names of the open windows."""
        with self._lock:
            return list(self._screens)

    def latest(self, name: str) -> Screen | None:
        """Return what a window shows; None where it is closed or still empty."""
        with self._lock:
            return self._screens.get(name)

    def _make_room(self) -> None:
        while len(self._screens) > MOST_SCREENS:
            del self._screens[next(iter(self._screens))]


def as_shown(image: NDArray[Any]) -> NDArray[np.uint8]:
    """Return a picture as `imshow` puts it on a screen: BGR, 8 bits.

    16 bits are divided by 256, signed ones shifted so that 0 is mid-grey, and what has a fraction
    is taken as 0 to 1, as OpenCV documents it.

    Raises:
        BadInputError: it is no picture.
    """
    import numpy as np

    check_picture(image)
    if image.dtype == np.uint8:
        eight = image
    elif image.dtype == np.int8:
        eight = (image.astype(np.int16) + 128).astype(np.uint8)
    elif image.dtype == np.uint16:
        eight = (image >> 8).astype(np.uint8)
    elif image.dtype == np.int16:
        eight = ((image.astype(np.int32) + 32768) >> 8).astype(np.uint8)
    else:
        eight = np.clip(np.nan_to_num(image) * 255, 0, 255).round().astype(np.uint8)
    if eight.ndim == 2:
        eight = eight[:, :, None]
    shown = np.repeat(eight, 3, axis=2) if eight.shape[2] == 1 else eight[:, :, :3]
    return np.ascontiguousarray(shown)


def check_picture(image: object) -> None:
    """See that something is a picture that `imshow` can show.

    Raises:
        BadInputError: it is none, with what it is instead.
    """
    import numpy as np

    if image is None:
        raise BadInputError(
            "it is None: no picture came. What camera.read() or cv2.imread() returned has to be "
            "looked at before it is shown."
        )
    if not isinstance(image, np.ndarray):
        raise BadInputError(f"it is a {type(image).__name__}, not a picture (a numpy array).")
    if image.size == 0:
        raise BadInputError(f"the picture is empty: its shape is {image.shape}.")
    if image.ndim not in (2, 3) or (image.ndim == 3 and image.shape[2] not in (1, 3, 4)):
        raise BadInputError(
            f"a picture has the shape (height, width) or (height, width, 3), not {image.shape}."
        )
    known = ("uint8", "int8", "uint16", "int16", "float32", "float64")
    if image.dtype.name not in known:
        hint = "picture.astype('uint8') * 255" if image.dtype == bool else "picture.astype('uint8')"
        raise BadInputError(f"numbers of type {image.dtype.name} cannot be shown. Try {hint}.")
