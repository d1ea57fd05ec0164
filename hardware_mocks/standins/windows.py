"""OpenCV's windows, keys and camera: the bench has no screen, and shows things its own way.

`cv2.imshow` leaves a `frame` in the trace (window, size, a checksum of the picture), `cv2.waitKey`
waits as long as it says and returns a key pressed on the bench's keyboard, or -1. The build of
OpenCV that the kit takes has no windows of its own: there both would only raise.
"""

import zlib
from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.bench import Bench
from hardware_mocks.standins.keyboard import Keyboard
from makerkit.errors import UnsupportedHereError

NO_KEY = -1
KEY_CODES = {"space": 32, "enter": 13, "escape": 27, "esc": 27, "tab": 9, "backspace": 8}


class NoCameraError(UnsupportedHereError):
    """The program opens a camera, and none is on this bench."""


def install(bench: Bench) -> None:
    """Replace OpenCV's windows once the program imports cv2."""
    when_imported("cv2", lambda cv2: _replace(cv2, bench))


def _replace(cv2: ModuleType, bench: Bench) -> None:
    def imshow(window: str, picture: Any) -> None:
        if getattr(picture, "size", 0) == 0:
            raise cv2.error(f"imshow: the picture for window {window!r} is empty")
        checksum = f"{zlib.crc32(picture.tobytes()):08x}"
        size = [int(side) for side in picture.shape]
        bench.trace.add(bench.clock.now_ns, "frame", window=window, shape=size, checksum=checksum)

    def wait_key(delay: int = 0) -> int:
        return _wait_key(None if delay <= 0 else delay / 1000)

    def poll_key() -> int:
        return _wait_key(0.0)

    real_capture = cv2.VideoCapture

    def video_capture(source: Any = None, *how: Any) -> Any:
        if isinstance(source, int):
            raise NoCameraError(
                f"The program opens camera {source}, and there is none on this bench. "
                "Give it a file instead: cv2.VideoCapture('street.mp4')."
            )
        return real_capture() if source is None else real_capture(source, *how)

    replacements = {
        "imshow": imshow,
        "waitKey": wait_key,
        "waitKeyEx": wait_key,
        "pollKey": poll_key,
        "VideoCapture": video_capture,
    }
    for name in ("namedWindow", "destroyWindow", "destroyAllWindows", "moveWindow",
                 "resizeWindow", "setWindowTitle", "startWindowThread"):  # fmt: skip
        replacements[name] = _nothing
    for name, replacement in replacements.items():
        setattr(cv2, name, replacement)


def _wait_key(timeout_s: float | None) -> int:
    keyboard = Keyboard.of_the_bench()
    keyboard.tells_releases = False
    event = keyboard.get(timeout_s)
    if event is None:
        return NO_KEY
    return KEY_CODES.get(event.key, ord(event.key[-1]))


def _nothing(*_args: Any, **_how: Any) -> None:
    """There is no window to do it to."""
