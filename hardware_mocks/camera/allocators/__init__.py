"""Where buffers come from: `picamera2.allocators`. On the bench all come from Python's memory."""

from hardware_mocks.camera.allocators.allocator import Allocator
from hardware_mocks.camera.allocators.dmaallocator import DmaAllocator
from hardware_mocks.camera.allocators.libcameraallocator import LibcameraAllocator
from hardware_mocks.camera.allocators.persistent_allocator import PersistentAllocator

__all__ = ["Allocator", "DmaAllocator", "LibcameraAllocator", "PersistentAllocator"]
