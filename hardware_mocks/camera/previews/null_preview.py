"""A preview that shows nothing: it only lets the event loop run."""

import threading
from logging import getLogger
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hardware_mocks.camera.picamera2 import Picamera2

_log = getLogger("picamera2.previews.null_preview")


class NullPreview:
    """Lets the event loop run in a thread of its own.

    Args:
        x, y, width, height, transform: of a window; there is none.
    """

    def __init__(
        self,
        x: int | None = None,
        y: int | None = None,
        width: int | None = None,
        height: int | None = None,
        transform: Any = None,
    ) -> None:
        self.size = (width, height)
        self.picam2: Picamera2 | None = None
        self._abort = threading.Event()

    def start(self, picam2: "Picamera2") -> None:
        """Begin."""
        self.picam2 = picam2
        picam2.attach_preview(self)
        self._abort.clear()
        name = f"camera-{picam2.camera_idx}"
        self.thread = threading.Thread(
            target=self.thread_func, args=(picam2,), name=name, daemon=True
        )
        self.thread.start()

    def thread_func(self, picam2: "Picamera2") -> None:
        """The event loop: sleep until there is a frame or a job, and deal with it."""
        while not self._abort.is_set():
            picam2.bell.wait()
            if not self._abort.is_set():
                self.handle_request(picam2)

    def handle_request(self, picam2: "Picamera2") -> None:
        """Deal with what has come."""
        try:
            picam2.process_requests(self)
        except Exception:
            _log.error("Exception during process_requests()")  # it is told where the thread ends
            raise

    def set_overlay(self, overlay: Any) -> None:
        """Lay a picture over what is shown: here is nothing."""

    def render_request(self, completed_request: Any) -> None:
        """Show a frame: here is nothing to do."""

    def set_title_function(self, function: Any) -> None:
        """Say what stands in the window's title: here is none."""

    def stop(self) -> None:
        """End the event loop."""
        picam2 = self.picam2
        assert picam2 is not None
        self._abort.set()
        picam2.bell.ring()
        if self.thread is not threading.current_thread():
            self.thread.join()
        picam2.detach_preview()
        self.picam2 = None
