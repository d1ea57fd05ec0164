"""`cv2.VideoCapture(0)` on the bench: the simulated camera as a V4L2 webcam.

As in life: `isOpened()` is False for a camera that is not there or is in use, `read()` waits for
the next picture, and up to four old pictures lie in the queue when a program reads too slowly
(`CAP_PROP_BUFFERSIZE`). Files and streams are opened by the real OpenCV.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from hardware_mocks.after_import import when_imported
from hardware_mocks.standins.camera_stream import CameraStream

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

HOLDER = "VideoCapture"


def install(bench: Bench) -> None:
    """Replace `cv2.VideoCapture` once the program imports cv2."""
    when_imported("cv2", lambda cv2: _replace(cv2, bench))


def _replace(cv2: ModuleType, bench: Bench) -> None:
    real = getattr(cv2.VideoCapture, "real", cv2.VideoCapture)
    names = {"real": real, "cv2": cv2, "bench": bench, "__module__": "cv2"}
    cv2.VideoCapture = type("VideoCapture", (SimCapture,), names)  # type: ignore[attr-defined]


class SimCapture:
    """Stands in for `cv2.VideoCapture`, with its names and its order of arguments."""

    real: ClassVar[Any]
    cv2: ClassVar[Any]
    bench: ClassVar[Bench]

    def __init__(self, *source: Any, **how: Any) -> None:
        self._is_strict = False
        self.why_closed = ""  # what a real one does not tell
        self._file: Any = None
        self._stream: CameraStream | None = None
        if source or how:
            self.open(*source, **how)

    def open(self, *source: Any, **how: Any) -> bool:
        """Open a camera by its number, or a file or stream by its name."""
        self.release()
        index = how.get("index", source[0] if source else how.get("filename"))
        number = camera_number(index)
        if number is None:
            self._file = self.real(*source, **how)
            return bool(self._file.isOpened())
        self._stream, self.why_closed = _open_camera(self.bench, number)
        if self._stream is None and self._is_strict:
            raise self.cv2.error(f"open: camera {number}: {self.why_closed}")
        wanted = source[2] if len(source) > 2 else how.get("params", ())
        for prop, value in zip(wanted[::2], wanted[1::2], strict=True):
            self.set(prop, value)
        return self._stream is not None

    def isOpened(self) -> bool:  # noqa: N802 (OpenCV's name)
        """Return whether there is something to read from."""
        return bool(self._file.isOpened()) if self._file is not None else self._stream is not None

    def release(self) -> None:
        """Close it, and let others have the camera."""
        if self._file is not None:
            self._file.release()
        if self._stream is not None:
            self._stream.close()
        self._file = self._stream = None

    def grab(self) -> bool:
        """Take the next picture off the queue, waiting for it."""
        if self._file is not None:
            return bool(self._file.grab())
        return self._stream is not None and self._stream.grab()

    def retrieve(self, image: Any = None, flag: int = 0) -> tuple[bool, Any]:
        """Return the picture that was grabbed."""
        if self._file is not None:
            return self._file.retrieve(image, flag)  # type: ignore[no-any-return]
        picture = None if self._stream is None else self._stream.picture()
        if picture is None:
            return False, None
        if image is None:
            return True, picture
        image[...] = picture
        return True, image

    def read(self, image: Any = None) -> tuple[bool, Any]:
        """Return the next picture, waiting for it."""
        if self._file is not None:
            return self._file.read() if image is None else self._file.read(image)  # type: ignore[no-any-return]
        if not self.grab():
            return self._failed("read: no picture came")
        return self.retrieve(image)

    def get(self, propId: int) -> float:  # noqa: N803 (OpenCV's name)
        """Return a setting; 0 for one that a webcam does not have."""
        if self._file is not None:
            return float(self._file.get(propId))
        return 0.0 if self._stream is None else self._stream.settings(self.cv2).get(propId, 0.0)

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 (OpenCV's name)
        """Change a setting; return whether there is such a one."""
        if self._file is not None:
            return bool(self._file.set(propId, value))
        return self._stream is not None and self._stream.change(self.cv2, propId, value)

    def getBackendName(self) -> str:  # noqa: N802 (OpenCV's name)
        """Return what it is read with."""
        if self._file is not None:
            return str(self._file.getBackendName())
        if self._stream is None:
            raise self.cv2.error("getBackendName: nothing is open")
        return "V4L2"

    def getExceptionMode(self) -> bool:  # noqa: N802 (OpenCV's name)
        """Return whether failures raise."""
        return self._is_strict

    def setExceptionMode(self, enable: bool) -> None:  # noqa: N802 (OpenCV's name)
        """Let failures raise instead of returning False."""
        self._is_strict = bool(enable)

    def _failed(self, why: str) -> tuple[bool, None]:
        if self._is_strict:
            raise self.cv2.error(why)
        return False, None

    def __del__(self) -> None:
        self.release()


def camera_number(source: object) -> int | None:
    """Return which camera `VideoCapture`'s first argument means; None for a file.

    Older programs add the API to the number (200 for V4L2: `VideoCapture(0 + cv2.CAP_V4L2)`).
    """
    if isinstance(source, str):
        digits = source.removeprefix("/dev/video")
        return int(digits) if digits != source and digits.isdecimal() else None
    if isinstance(source, bool) or not hasattr(source, "__index__"):
        return None
    number = int(source.__index__())
    return max(number, 0) % 100  # -1 is "any camera"


def _open_camera(bench: Bench, number: int) -> tuple[CameraStream | None, str]:
    """Return the pictures of a camera, or why there are none."""
    from hardware_mocks.camera.device import CameraBusyError  # it brings numpy and OpenCV along

    camera = bench.cameras.numbered(number)
    if camera is None:
        why = "there is no such camera on this bench"
        bench.note("no_camera", f"camera {number} was not opened: {why}", camera=number)
    else:
        try:
            camera.claim(HOLDER)
        except CameraBusyError as error:
            why = str(error)
        else:
            return CameraStream(bench, camera), ""
    print(  # noqa: T201 (as OpenCV does)
        f"[ WARN:0] VIDEOIO(V4L2:/dev/video{number}): can't open camera by index ({why})",
        file=sys.stderr,
    )
    return None, why
