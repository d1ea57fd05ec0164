"""Pictures from a camera, a file or the simulated bench; H.264 of them, and clips."""

from makerkit.camera.camera import Camera, CameraState
from makerkit.camera.errors import CameraError
from makerkit.camera.source import Source, Wishes, open_source

__all__ = ["Camera", "CameraError", "CameraState", "Source", "Wishes", "open_source"]
