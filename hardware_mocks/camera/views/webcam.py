"""The computer's own webcam before the simulated camera, in real time only."""

import threading
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.view import WHOLE, Box, Scenery
from hardware_mocks.camera.views.fitted import in_field
from hardware_mocks.camera.views.test_card import OFFICE_LUX
from hardware_mocks.clock import WallClock
from makerkit.errors import BadInputError, NotThereError

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

FIRST_PICTURE_S = 5.0


class WebcamView:
    """What a webcam sees now. A thread, `webcam-view`, keeps the newest picture.

    Args:
        number: of the webcam.
        place: where that is written, for messages.

    Raises:
        BadInputError: time is virtual: a webcam cannot show what will be.
        NotThereError: there is no such webcam, or it is in use.
    """

    def __init__(self, number: int, bench: "Bench", *, place: str = "") -> None:
        prefix = f"{place}: " if place else ""
        if not isinstance(bench.clock, WallClock):
            raise BadInputError(
                f"{prefix}a webcam shows what is there now, and this run is in virtual time. "
                "Leave out --virtual, or look at a video file."
            )
        capture: Any = getattr(cv2.VideoCapture, "real", cv2.VideoCapture)
        self._camera = capture(number)
        if not self._camera.isOpened():
            raise NotThereError(
                f"{prefix}there is no webcam {number}, or another program holds it. "
                "Close that program, or try webcam:1."
            )
        self._newest: NDArray[Any] = np.zeros((480, 640, 3), np.uint8)
        self._has_picture = threading.Event()
        self._ends = threading.Event()
        threading.Thread(target=self._read_on, name="webcam-view", daemon=True).start()

    def light(self, t_ns: int) -> float:
        """Return an office's light: the webcam has exposed already."""
        return OFFICE_LUX

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the newest picture."""
        self._has_picture.wait(FIRST_PICTURE_S)
        return Scenery(in_field(self._newest, size, crop), OFFICE_LUX)

    def close(self) -> None:
        """Let go of the webcam."""
        self._ends.set()

    def _read_on(self) -> None:
        while not self._ends.is_set():
            is_there, picture = self._camera.read()
            if not is_there:
                break
            self._newest = picture
            self._has_picture.set()
        self._camera.release()
