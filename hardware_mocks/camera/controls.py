"""The controls that a program sets: `picamera2.controls`."""

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hardware_mocks.camera.libcamera_names.geometry import Rectangle, Size
from hardware_mocks.camera.libcamera_names.ids import ControlId, ControlType

if TYPE_CHECKING:
    from hardware_mocks.camera.picamera2 import Picamera2


def _durations(rates: Any) -> tuple[int, int]:
    low, high = rates if isinstance(rates, tuple | list) else (rates, rates)
    return int(1_000_000 / high), int(1_000_000 / low)


def _rates(durations: tuple[int, int]) -> Any:
    short, long = durations
    return 1_000_000 / short if short == long else (1_000_000 / long, 1_000_000 / short)


class Controls:
    """Controls by name, as attributes: `picam2.controls.ExposureTime = 10000`.

    FrameRate is kept as FrameDurationLimits.
    """

    def __init__(
        self,
        picam2: "Picamera2",
        controls: "Mapping[str, Any] | Controls" = {},  # noqa: B006 (never changed)
    ) -> None:
        self._picam2 = picam2
        self._controls: set[str] = set()
        self._lock = threading.Lock()
        self.set_controls(controls)

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_"):
            if name == "FrameRate":
                name, value = "FrameDurationLimits", _durations(value)
            if name not in self._picam2.camera_ctrl_info:
                raise RuntimeError(f"Control {name} is not advertised by libcamera")
            self._controls.add(name)
        self.__dict__[name] = value

    def __getattr__(self, name: str) -> Any:  # reached only where there is no such attribute
        if name == "FrameRate":
            return _rates(self.FrameDurationLimits)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"<Controls: {self.make_dict()}>"

    def __enter__(self) -> "Controls":
        self._lock.acquire()
        return self

    def __exit__(self, exc_type: object, exc_value: object, tb: object) -> None:
        self._lock.release()

    def set_controls(self, controls: "Mapping[str, Any] | Controls") -> None:
        """Set several controls.

        Raises:
            RuntimeError: this camera has no such control.
        """
        if isinstance(controls, Controls):
            controls = controls.make_dict()
        if not isinstance(controls, dict):
            raise RuntimeError(f"Cannot update controls with {type(controls)} type")
        with self._lock:
            for name, value in controls.items():
                setattr(self, name, value)

    def get_libcamera_controls(self) -> dict[ControlId, Any]:
        """Return the values as libcamera takes them."""
        found: dict[ControlId, Any] = {}
        for name, value in self.make_dict().items():
            control = self._picam2.camera_ctrl_info[name][0]
            found[control] = _converted(control, value)
        return found

    def make_dict(self) -> dict[str, Any]:
        """Return the controls that were set, by name."""
        with self._lock:
            return {name: self.__dict__[name] for name in sorted(self._controls)}


def _converted(control: ControlId, value: Any) -> Any:
    if control.type == ControlType.Rectangle:
        if value and isinstance(value[0], list | tuple):
            return [Rectangle(*numbers) for numbers in value]
        return Rectangle(*value)
    return Size(*value) if control.type == ControlType.Size else value
