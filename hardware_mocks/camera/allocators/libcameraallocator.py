"""Buffers that libcamera makes."""

from typing import Any

from hardware_mocks.camera.allocators.allocator import Allocator


class LibcameraAllocator(Allocator):
    """The allocator of old programs."""

    needs_sync = True

    def __init__(self, camera: Any) -> None:
        super().__init__()
        self.camera = camera

    def allocate(self, libcamera_config: Any, _: Any) -> None:
        """Make buffers."""

    def buffers(self, stream: Any) -> Any:
        """Return the buffers of a stream."""
        return []
