"""What programs import as `picamera2`."""

from concurrent.futures import CancelledError, TimeoutError  # noqa: A004 (the real package has it too)
from typing import Any

from hardware_mocks.camera import libcamera_names as libcamera
from hardware_mocks.camera import remote
from hardware_mocks.camera.configuration import CameraConfiguration, StreamConfiguration
from hardware_mocks.camera.controls import Controls
from hardware_mocks.camera.converters import YUV420_to_RGB
from hardware_mocks.camera.metadata import Metadata
from hardware_mocks.camera.picamera2 import Picamera2
from hardware_mocks.camera.platform import Platform, get_platform
from hardware_mocks.camera.previews import Preview
from hardware_mocks.camera.request import CompletedRequest, MappedArray
from hardware_mocks.camera.sensor_format import SensorFormat


def __getattr__(name: str) -> Any:
    if name in {"Pool", "Process", "RemoteMappedArray", "RemoteRequest"}:
        return getattr(remote, name)  # which says why it is not there
    raise AttributeError(f"module 'picamera2' has no attribute {name!r}")


def libcamera_transforms_eq(t1: libcamera.Transform, t2: libcamera.Transform) -> bool:
    """Return whether two transforms do the same."""
    return t1 == t2


def libcamera_colour_spaces_eq(c1: libcamera.ColorSpace, c2: libcamera.ColorSpace) -> bool:
    """Return whether two colour spaces are the same."""
    return c1 == c2


__version__ = "0.3.38"
__path__: list[str] = []
__all__ = [
    "CameraConfiguration", "CancelledError", "CompletedRequest", "Controls", "MappedArray",
    "Metadata", "Picamera2", "Platform", "Preview", "SensorFormat", "StreamConfiguration",
    "TimeoutError", "YUV420_to_RGB", "get_platform", "libcamera", "libcamera_colour_spaces_eq",
    "libcamera_transforms_eq",
]  # fmt: skip
