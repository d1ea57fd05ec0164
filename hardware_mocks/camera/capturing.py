"""Taking pictures in the mode in force: a part of `Picamera2`."""

import contextlib
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from hardware_mocks.camera import formats
from hardware_mocks.camera.request import CompletedRequest
from hardware_mocks.camera.running import Running

Taken = tuple[bool, Any]


class Capturing(Running):
    """The part of `Picamera2` that captures. All of it waits for a frame as `wait` says."""

    def _take(self, use: Callable[[CompletedRequest], Any]) -> Taken:
        """Let `use` have the oldest frame; (False, None) when there is none."""
        if not self.completed_requests:
            return False, None
        request = self.completed_requests.pop(0)
        try:
            return True, use(request)
        finally:
            request.release()

    # -- steps, for use inside of the event loop

    def capture_file_(
        self,
        file_output: Any,
        name: str,
        format: str | None = None,  # noqa: A002 (the real package's name)
        exif_data: Any = None,
    ) -> Taken:
        """Write a frame to a file; its result is the metadata."""

        def save(request: CompletedRequest) -> dict[str, Any]:
            if name == "raw" and formats.is_raw(self.camera_config["raw"]["format"]):
                request.save_dng(file_output)
            else:
                request.save(name, file_output, format=format, exif_data=exif_data)
            return request.get_metadata()

        return self._take(save)

    def capture_request_(self) -> Taken:
        """Hand a frame over."""
        if not self.completed_requests:
            return False, None
        request = self.completed_requests.pop(0)
        request.tell()
        return True, request

    def capture_metadata_(self) -> Taken:
        """Return a frame's metadata."""
        return self._take(lambda request: request.get_metadata())

    def capture_buffer_(self, name: str) -> Taken:
        """Return a frame's bytes."""
        return self._take(lambda request: request.make_buffer(name))

    def capture_buffers_and_metadata_(self, names: list[str]) -> Taken:
        """Return a frame's bytes in several streams, and its metadata."""
        return self._take(
            lambda request: (
                [request.make_buffer(name) for name in names],
                request.get_metadata(),
            )
        )

    def capture_array_(self, name: str) -> Taken:
        """Return a frame's pixels."""
        return self._take(lambda request: request.make_array(name))

    def capture_arrays_and_metadata_(self, names: list[str]) -> Taken:
        """Return a frame's pixels in several streams, and its metadata."""
        return self._take(
            lambda request: ([request.make_array(name) for name in names], request.get_metadata())
        )

    def capture_image_(self, name: str) -> Taken:
        """Return a frame as an image of PIL."""
        return self._take(lambda request: request.make_image(name))

    # -- what programs call

    def capture_file(
        self,
        file_output: Any,
        name: str = "main",
        format: str | None = None,  # noqa: A002 (the real package's name)
        wait: Any = None,
        signal_function: Any = None,
        exif_data: Any = None,
    ) -> Any:
        """Write the next frame to a file, and return its metadata."""
        step = partial(self.capture_file_, file_output, name, format=format, exif_data=exif_data)
        return self.dispatch_functions([step], wait, signal_function)

    def capture_request(
        self, wait: Any = None, signal_function: Any = None, flush: Any = None
    ) -> Any:
        """Return the next frame, which must be released.

        Args:
            flush: True for one that begins from now on, or a time in nanoseconds.
        """
        if flush is True:
            flush = time.monotonic_ns()
        steps = [partial(self.wait_for_timestamp_, flush), self.capture_request_]
        return self.dispatch_functions(steps, wait, signal_function)

    def capture_sync_request(self, wait: Any = None, signal_function: Any = None) -> Any:
        """Return the first frame that several cameras took together.

        On the bench no other Pi keeps time with this one: it waits as long as it may.
        """

        def step() -> Taken:
            if not self.completed_requests:
                return False, None
            request = self.completed_requests.pop(0)
            if request.get_metadata().get("SyncReady", False):
                return True, request
            request.release()
            return False, None

        return self.dispatch_functions([step], wait, signal_function)

    @contextlib.contextmanager
    def captured_request(self, wait: Any = None, flush: Any = None) -> Iterator[CompletedRequest]:
        """Have the next frame for the length of a `with` block."""
        request = self.capture_request(wait=wait, flush=flush)
        try:
            yield request
        finally:
            request.release()

    @contextlib.contextmanager
    def captured_sync_request(self, wait: Any = None) -> Iterator[CompletedRequest]:
        """Have the first synchronised frame for the length of a `with` block."""
        request = self.capture_sync_request(wait=wait)
        try:
            yield request
        finally:
            request.release()

    def capture_metadata(self, wait: Any = None, signal_function: Any = None) -> Any:
        """Return the metadata of the next frame."""
        return self.dispatch_functions([self.capture_metadata_], wait, signal_function)

    def capture_buffer(
        self, name: str = "main", wait: Any = None, signal_function: Any = None
    ) -> Any:
        """Return the bytes of the next frame, in one dimension."""
        step = partial(self.capture_buffer_, name)
        return self.dispatch_functions([step], wait, signal_function)

    def capture_buffers(
        self,
        names: list[str] = ["main"],  # noqa: B006 (the real package's signature)
        wait: Any = None,
        signal_function: Any = None,
    ) -> Any:
        """Return the bytes of the next frame in several streams, and its metadata."""
        step = partial(self.capture_buffers_and_metadata_, names)
        return self.dispatch_functions([step], wait, signal_function)

    def capture_array(
        self, name: str = "main", wait: Any = None, signal_function: Any = None
    ) -> Any:
        """Return the pixels of the next frame."""
        step = partial(self.capture_array_, name)
        return self.dispatch_functions([step], wait, signal_function)

    def capture_arrays(
        self,
        names: list[str] = ["main"],  # noqa: B006
        wait: Any = None,
        signal_function: Any = None,
    ) -> Any:
        """Return the pixels of the next frame in several streams, and its metadata."""
        step = partial(self.capture_arrays_and_metadata_, names)
        return self.dispatch_functions([step], wait, signal_function)

    def capture_image(
        self, name: str = "main", wait: Any = None, signal_function: Any = None
    ) -> Any:
        """Return the next frame as an image of PIL."""
        step = partial(self.capture_image_, name)
        return self.dispatch_functions([step], wait, signal_function)
