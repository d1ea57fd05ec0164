"""What programs import as `libcamera`: its names, for the cameras of the bench.

The picamera2 stand-in does the work. Here is what programs take from libcamera beside it:
transforms, colour spaces, sizes, and the names and values of controls.
"""

from enum import Enum, IntEnum
from typing import Any

from hardware_mocks.camera.libcamera_names import controls, properties
from hardware_mocks.camera.libcamera_names.geometry import (
    ColorSpace,
    Orientation,
    Rectangle,
    Size,
    Transform,
)
from hardware_mocks.camera.libcamera_names.ids import ControlId, ControlInfo, ControlType

__all__ = [
    "CameraManager", "ColorSpace", "ControlId", "ControlInfo", "ControlType", "Orientation",
    "PixelFormat", "Rectangle", "SensorConfiguration", "Size", "StreamRole", "Transform",
    "controls", "log_set_level", "properties",
]  # fmt: skip


class StreamRole(IntEnum):
    """What a stream is for."""

    Raw = 0
    StillCapture = 1
    VideoRecording = 2
    Viewfinder = 3


class PixelFormat:
    """How the pixels of a stream lie in memory, by name."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PixelFormat) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"libcamera.PixelFormat('{self.name}')"


class SensorConfiguration:
    """How a sensor is to be read."""

    def __init__(self) -> None:
        self.bit_depth = 0
        self.output_size = Size()


class CameraManager:
    """Finds the cameras."""

    class _Status(Enum):
        Running = 0

    @staticmethod
    def singleton() -> "CameraManager":
        """Return the one manager."""
        return CameraManager()

    @property
    def cameras(self) -> list[Any]:
        """The cameras in their sockets."""
        from hardware_mocks.bench import current_bench
        from hardware_mocks.camera.libcamera_camera import Camera

        return [Camera(device) for device in current_bench().cameras.all()]

    @property
    def version(self) -> str:
        """Of what this stands in for."""
        return "v0.6.0"

    def get(self, name: str) -> Any:
        """Return the camera with that id."""
        for camera in self.cameras:
            if camera.id == name:
                return camera
        raise RuntimeError("Camera not found")


def log_set_level(category: str, level: str) -> None:
    """Say less or more in the log; the stand-in says nothing there."""
