"""Whatever camera there is: a Pi's own, else the first webcam."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from typing import TYPE_CHECKING

from makerkit.camera.errors import CameraError
from makerkit.camera.source import Source, Wishes
from makerkit.camera.sources.picamera import PicameraSource, import_picamera2, is_a_pi
from makerkit.camera.sources.webcam import WebcamSource

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame


class AutomaticSource:
    """Chooses anew each time it is opened, so a webcam that is plugged in later is found."""

    def __init__(self, wishes: Wishes | None = None) -> None:
        wanted = wishes or Wishes()
        self._wishes = replace(wanted, size=wanted.size or (640, 480))
        self.name = "auto"
        self.fps: float | None = self._wishes.fps
        self._chosen: Source | None = None

    def open(self) -> None:
        """Choose a camera, and open it.

        Raises:
            CameraError: none can be used.
        """
        self._chosen = self._choose()
        self.name = self._chosen.name
        self._chosen.open()
        self.fps = self._chosen.fps

    def read(self, number: int) -> Frame:
        """Wait for the next picture."""
        assert self._chosen is not None
        return self._chosen.read(number)

    def interrupt(self) -> None:
        """End a wait in `read`."""
        if self._chosen is not None:
            self._chosen.interrupt()

    def close(self) -> None:
        """Let others use it."""
        if self._chosen is not None:
            self._chosen.close()

    def _choose(self) -> Source:
        if importlib.util.find_spec("picamera2") is None and not is_a_pi():
            return WebcamSource(0, self._wishes)
        try:
            has_one = bool(import_picamera2().Picamera2.global_camera_info())
        except CameraError:
            has_one = False
        webcam = WebcamSource(0, self._wishes)
        return PicameraSource(0, self._wishes) if has_one or not webcam.is_there() else webcam
