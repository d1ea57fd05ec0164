"""Buffers that are kept from one configuration to the next."""

from typing import Any

from hardware_mocks.camera.allocators.dmaallocator import DmaAllocator


class PersistentAllocator(DmaAllocator):
    """Keeps buffers for each use case."""

    def __init__(self) -> None:
        super().__init__()
        self.buffer_key: Any = None
        self.buffer_dict: dict[Any, Any] = {}

    def allocate(self, libcamera_config: Any, use_case: Any) -> None:
        """Make buffers, or take those of the same use case."""
        self.buffer_key = use_case

    def cleanup(self) -> None:
        """Keep everything."""

    def deallocate(self, buffer_key: Any = None) -> None:
        """Let go of the buffers of a use case, or of all."""
        self.buffer_dict.pop(buffer_key, None)
