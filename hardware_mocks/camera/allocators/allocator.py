"""The base of the allocators."""

from typing import Any


class Sync:
    """Waits until nobody else uses a buffer: on the bench nobody ever does."""

    def __init__(self, allocator: Any, fb: Any, write: bool) -> None:
        self._buffer = fb

    def __enter__(self) -> Any:
        return self._buffer

    def __exit__(
        self, exc_type: Any = None, exc_value: Any = None, exc_traceback: Any = None
    ) -> None:
        pass


class Allocator:
    """Gives a program nothing but its name: frames bring their own memory."""

    needs_sync = False

    def __init__(self) -> None:
        self.sync = Sync

    def allocate(self, libcamera_config: Any, use_case: Any) -> None:
        """Make buffers."""

    def buffers(self, stream: Any) -> Any:
        """Return the buffers of a stream."""
        return []

    def acquire(self, bufs: Any) -> None:
        """Take buffers."""

    def release(self, bufs: Any) -> None:
        """Give buffers back."""

    def close(self) -> None:
        """Let go of everything."""
