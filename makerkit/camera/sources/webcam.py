"""A USB webcam, read by OpenCV.

Plug it into a USB 3 socket (blue) or one of its own: two cameras on one hub share its speed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

from makerkit.camera.errors import (
    CameraBusyError,
    CameraError,
    CameraLibraryError,
    CameraLostError,
    CameraPermissionError,
    NoCameraError,
)
from makerkit.camera.frame import Frame
from makerkit.camera.holders import holders_of
from makerkit.camera.source import Wishes
from makerkit.camera.sources.pacing import SensorClock

DEFAULT_FPS = 15.0


class WebcamSource:
    """A webcam by its number: 0 is /dev/video0.

    Args:
        wishes: the webcam takes the nearest size and rate that it has.
    """

    def __init__(self, number: int = 0, wishes: Wishes | None = None) -> None:
        self._number = number
        self._wishes = wishes or Wishes(size=(640, 480))
        self.name = f"webcam:{number}"
        self.fps: float | None = self._wishes.fps or DEFAULT_FPS
        self._capture: Any = None

    def is_there(self) -> bool:
        """Return whether Linux has such a device; other systems tell only by opening it."""
        return not sys.platform.startswith("linux") or os.path.exists(self._device)  # noqa: PTH110 (a name, not a path of ours)

    @property
    def _device(self) -> str:
        return f"/dev/video{self._number}"

    def open(self) -> None:
        """Open the device.

        Raises:
            CameraError: it is not there, busy, or not ours to open.
        """
        cv2 = import_cv2()
        how = (cv2.CAP_V4L2,) if sys.platform.startswith("linux") else ()
        with _quiet(cv2):
            self._capture = cv2.VideoCapture(self._number, *how)
        if not self._capture.isOpened():
            raise self._why_closed()
        # the newest picture wins: a queue would only make it late
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        if self._wishes.size is not None:
            width, height = self._wishes.size
            if width * height > 640 * 480:  # raw pictures of this size are too much for USB 2
                self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter_fourcc(*"MJPG"))
            self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
            self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        self._capture.set(cv2.CAP_PROP_FPS, self.fps)
        actual = self._capture.get(cv2.CAP_PROP_FPS)
        if actual > 0:
            self.fps = min(self._wishes.fps or actual, actual)
        self._stamp = cv2.CAP_PROP_POS_MSEC
        self._clock = SensorClock()

    def read(self, number: int) -> Frame:
        """Wait for the next picture.

        Raises:
            CameraLostError: none came.
        """
        is_there, image = self._capture.read()
        if not is_there or image is None:
            raise CameraLostError(
                f"{self.name} gives no pictures any more. Is its plug in? A camera that draws too "
                "much current drops out: try another socket, or a hub with its own supply."
            )
        stamp_ms = self._capture.get(self._stamp)
        t_ns = self._clock.to_monotonic(round(stamp_ms * 1e6) if stamp_ms >= 0 else None)
        return Frame.from_bgr(number, t_ns, image)

    def interrupt(self) -> None:
        """Nothing to do: a picture comes soon, or OpenCV gives up after ten seconds."""

    def close(self) -> None:
        """Let others use it."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _why_closed(self) -> CameraError:
        """Return why it did not open, as a person would want to know it."""
        told = getattr(self._capture, "why_closed", "")  # the simulated one says it itself
        if told:
            return CameraBusyError(told) if "use" in told else NoCameraError(told)
        return why_not_opened(self._device, self.name)


def why_not_opened(device: str, name: str) -> CameraError:
    """Return why Linux does not let us open a camera's device."""
    if not sys.platform.startswith("linux"):
        return NoCameraError(
            f"{name} cannot be opened. Is it plugged in, and does no other program show it?"
        )
    if not os.path.exists(device):  # noqa: PTH110 (a name, not a path of ours)
        return NoCameraError(
            f"There is no {device}: {name} is not seen. Is its plug in? "
            "`python -m makerkit.camera` lists what there is."
        )
    if not os.access(device, os.R_OK | os.W_OK):
        return CameraPermissionError(
            f"You may not open {device}. Type: sudo usermod -aG video $USER, then log out and in "
            "again."
        )
    holders = holders_of([device])
    if holders:
        return CameraBusyError(
            f"{device} is in use by {', '.join(map(str, holders))}. Close that, or end it with "
            f"`kill {holders[0].pid}`."
        )
    return CameraError(
        f"{device} is there but cannot be opened as a camera. It may belong to another kind of "
        "device, or to a program of another user. Unplug it and plug it in again."
    )


def import_cv2() -> Any:
    """Return OpenCV.

    Raises:
        CameraLibraryError: it is not installed.
    """
    try:
        import cv2
    except ImportError as error:
        raise CameraLibraryError(
            f"OpenCV cannot be imported ({error}). Start ./maker once; on a Pi also: "
            "sudo apt install python3-opencv"
        ) from error
    return cv2


@contextlib.contextmanager
def _quiet(cv2: Any) -> Iterator[None]:
    """Keep OpenCV from printing what we say better."""
    log = getattr(getattr(cv2, "utils", None), "logging", None)
    if log is None:
        yield
        return
    before = log.getLogLevel()
    log.setLogLevel(log.LOG_LEVEL_ERROR)
    try:
        yield
    finally:
        log.setLogLevel(before)
