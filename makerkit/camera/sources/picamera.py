"""A Pi's camera, through picamera2.

1. Switch the Pi off. Pull the clip of the camera socket up.
2. Push the ribbon in, its contacts to the contacts of the socket, and press the clip down.
3. Switch on: `python -m makerkit.camera` lists the camera.

The ribbon is not made to be moved while the Pi is on.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
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
PATIENCE_S = 3.0
"""The longest exposure in the dark is about 0.2 s; libcamera itself gives up after 1 s or more."""
BUFFERS = 4
MODEL_FILE = Path("/proc/device-tree/model")


class PicameraSource:
    """A camera on a Pi's ribbon, as YUV420: its luma is a view, and H.264 needs no conversion.

    Args:
        wishes: `lores` gives a second, small picture from the Pi's own image processor, for free.
    """

    def __init__(self, number: int = 0, wishes: Wishes | None = None) -> None:
        self._number = number
        self._wishes = wishes or Wishes(size=(640, 480))
        self.name = f"picamera:{number}"
        self.fps: float | None = self._wishes.fps or DEFAULT_FPS
        self._picam: Any = None

    def open(self) -> None:
        """Open and start the camera.

        Raises:
            CameraError: it is not there, busy, or picamera2 is missing.
        """
        picamera2 = import_picamera2()
        known = picamera2.Picamera2.global_camera_info()
        if self._number >= len(known):
            raise self._why_not_there(len(known))
        try:
            self._picam = picamera2.Picamera2(self._number)
            self._start()
        except (RuntimeError, OSError, IndexError) as error:
            raise self._translated(error) from error
        self._clock = SensorClock()

    def read(self, number: int) -> Frame:
        """Wait for the next picture.

        Raises:
            CameraLostError: none came.
        """
        job = self._picam.capture_request(wait=False)
        try:
            request = self._picam.wait(job, timeout=PATIENCE_S)
        except TimeoutError:
            raise CameraLostError(
                f"{self.name} gave no picture for {PATIENCE_S:g} s. Switch the Pi off and press "
                "the ribbon's clips down at both ends; a ribbon with a kink is broken."
            ) from None
        try:
            return self._frame(number, request)
        finally:
            request.release()

    def interrupt(self) -> None:
        """Nothing to do: a picture comes soon, or `read` gives up."""

    def close(self) -> None:
        """Let others use it."""
        picam, self._picam = self._picam, None
        if picam is not None:
            with contextlib.suppress(RuntimeError, OSError):
                picam.close()

    # -- inside

    def _start(self) -> None:
        small = self._wishes.lores
        config = self._picam.create_video_configuration(
            main={"size": self._wishes.size, "format": "YUV420"},
            lores=None if small is None else {"size": small, "format": "YUV420"},
            controls={"FrameRate": self.fps},
            buffer_count=BUFFERS,
        )
        self._picam.configure(config)
        actual = self._picam.camera_configuration()
        self._width = actual["main"]["size"][0]
        lores = actual.get("lores")
        self._lores_width = lores["size"][0] if small is not None and lores else 0
        self._picam.start()

    def _frame(self, number: int, request: Any) -> Frame:
        """Copy a picture out of the camera's memory, which it needs back at once."""
        metadata = request.get_metadata()
        exposure_us = metadata.get("ExposureTime")
        stamp_ns = metadata.get("SensorTimestamp")
        if stamp_ns is not None and exposure_us is not None:
            stamp_ns -= exposure_us * 1000  # it is the time of readout: exposure began before
        more = {
            "exposure_us": exposure_us,
            "gain": metadata.get("AnalogueGain"),
            "metadata": metadata,
        }
        if self._lores_width:
            more |= {"lores": request.make_array("lores"), "lores_width": self._lores_width}
        return Frame.from_yuv(
            number,
            self._clock.to_monotonic(stamp_ns),
            request.make_array("main"),
            width=self._width,
            **more,
        )

    def _why_not_there(self, known: int) -> CameraError:
        if self._number > 0 and known:
            return NoCameraError(
                f"There is no {self.name}: {known} camera{'s are' if known > 1 else ' is'} seen, "
                "counted from 0."
            )
        holders = holders_of()
        if holders:  # libcamera lists no camera that somebody else has
            return _busy(self.name, holders)
        return NoCameraError(
            "The Pi sees no camera. Switch it off, and look at the ribbon: contacts to the "
            "contacts of the socket, pushed in straight, clips closed at both ends. A camera that "
            "is not from Raspberry Pi needs its dtoverlay line in /boot/firmware/config.txt."
        )

    def _translated(self, error: Exception) -> CameraError:
        """Return what libcamera's words mean."""
        text = " ".join(filter(None, (str(error), str(error.__cause__ or error.__context__ or ""))))
        folded = text.casefold()
        if isinstance(error, PermissionError) or "permission" in folded:
            return CameraPermissionError(
                f"You may not open {self.name}. Type: sudo usermod -aG video $USER, then log out "
                "and in again."
            )
        holders = holders_of()
        if holders or "busy" in folded or "acquire" in folded or "in use" in folded:
            return _busy(self.name, holders, text)
        text = text.rstrip(".") or type(error).__name__
        return CameraError(f"{self.name} does not start: {text}.")


def _busy(name: str, holders: list[Any], text: str = "") -> CameraBusyError:
    if holders:
        return CameraBusyError(
            f"{name} is in use by {', '.join(map(str, holders))}. A camera has one program at a "
            f"time: close that, or end it with `kill {holders[0].pid}`."
        )
    told = f" ({text})" if text else ""
    return CameraBusyError(
        f"{name} is in use by another program{told}. A camera has one program at a time: close "
        "the other one."
    )


def import_picamera2() -> Any:
    """Return picamera2.

    Raises:
        CameraLibraryError: it is not installed, or this is no Pi.
    """
    try:
        import picamera2
    except ImportError as error:
        if not is_a_pi():
            raise CameraLibraryError(
                "picamera: is for the camera socket of a Raspberry Pi, and this is none. Here "
                "take webcam:0 or file:street.mp4, or start the program with `maker run`: then "
                "there is a simulated camera."
            ) from error
        raise CameraLibraryError(
            f"picamera2 cannot be imported ({error}). Type: sudo apt install python3-picamera2, "
            "then delete .venv and start ./maker again: it takes picamera2 from the system."
        ) from error
    return picamera2


def is_a_pi(model_file: Path = MODEL_FILE) -> bool:
    """Return whether this machine is a Raspberry Pi."""
    try:
        return "Raspberry Pi" in model_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
