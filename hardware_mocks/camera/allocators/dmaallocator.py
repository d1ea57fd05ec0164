"""Buffers in memory that the hardware can reach."""

from typing import Any

from hardware_mocks.camera.allocators.allocator import Allocator


class DmaAllocator(Allocator):
    """The usual allocator."""

    def allocate(self, libcamera_config: Any, _: Any) -> None:
        """Make buffers."""

    def acquire(self, buffers: Any) -> None:
        """Take buffers."""

    def release(self, buffers: Any) -> None:
        """Give buffers back."""

    def cleanup(self) -> None:
        """Let go of buffers that nobody uses."""
