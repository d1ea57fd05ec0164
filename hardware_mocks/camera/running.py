"""Starting, stopping, and passing frames on: a part of `Picamera2`."""

import logging
import os
import threading
from collections import deque
from typing import Any

from hardware_mocks.camera.controls import Controls
from hardware_mocks.camera.request import CompletedRequest, Request
from hardware_mocks.camera.shot import Shot
from hardware_mocks.camera.working import Working

_log = logging.getLogger("picamera2.picamera2")


class Running(Working):
    """The part of `Picamera2` that runs."""

    _preview: Any

    def _reset_flags(self) -> None:
        super()._reset_flags()
        self._shots: deque[Shot] = deque()
        self._buffers_lock = threading.Lock()

    # -- previews drive the event loop

    def attach_preview(self, preview: Any) -> None:
        """Let a preview drive the event loop: it calls this itself."""
        if self._preview:
            raise RuntimeError("Preview is already running")
        self._preview = preview
        self._event_loop_running = True

    def detach_preview(self) -> None:
        """Let go of the preview: it calls this itself."""
        self._preview = None
        self._event_loop_running = False
        self._preview_stopped.set()

    def start_preview(self, preview: Any = None, **kwargs: Any) -> None:
        """Show the picture, or with `Preview.NULL` only let the event loop run.

        Args:
            preview: None, a `Preview`, True (whatever there is), or a preview object.
            kwargs: for the preview: x, y, width, height, transform.
        """
        if self._event_loop_running:
            raise RuntimeError("An event loop is already running")
        from hardware_mocks.camera.previews import Preview

        if preview is True:
            display = os.getenv("DISPLAY")
            by_display = Preview.QTGL if (display or "").startswith(":") else Preview.QT
            preview = Preview.DRM if display is None else by_display
        if preview is False or preview is None:
            preview = Preview.NULL
        if isinstance(preview, Preview):
            preview = preview.value(**kwargs)
        self._preview_stopped.clear()
        preview.start(self)

    def stop_preview(self) -> None:
        """Show it no more."""
        if self._preview is None:
            raise RuntimeError("No preview specified.")
        try:
            self._preview.stop()
            self._preview_stopped.wait()
        except Exception as error:
            raise RuntimeError("Unable to stop preview.") from error

    def is_wayland_gl_preview(self) -> bool:
        """Return whether the preview is one on Wayland; the bench has none."""
        return False

    # -- start and stop

    def start(self, config: Any = None, show_preview: Any = False) -> None:
        """Start the camera.

        Args:
            config: configure it so before; "preview" if it was never configured.
            show_preview: as for `start_preview`; None runs no event loop at all.
        """
        if not self.camera_config and config is None:
            config = "preview"
        if config is not None:
            self.configure(config)
        if not self.camera_config:
            raise RuntimeError("Camera has not been configured")
        if show_preview is not None and not self._event_loop_running:
            self.start_preview(show_preview)
        self.start_()

    def start_(self) -> None:
        """Start the camera itself, without an event loop."""
        if not self.camera_config:
            raise RuntimeError("Camera has not been configured")
        if self.started:
            return
        assert self.camera is not None
        assert self.camera.engine is not None
        streams = (self.camera_config[name] for name in ("main", "lores"))
        self.device.prepare(*(stream["size"] for stream in streams if stream is not None))
        controls = self._taken_controls()
        self._free_buffers = self.camera_config["buffer_count"]
        self.started = True
        self.device.note("started")
        self.camera.engine.start(controls)
        _log.info("Camera started")

    def stop(self) -> None:
        """Stop the camera."""
        if not self.started:
            _log.debug("Camera was not started")
            return
        if self._preview is not None and self._event_loop_running:
            self.dispatch_functions([self.stop_], wait=True, immediate=True)
        else:
            self.stop_()

    def stop_(self, request: Any = None) -> tuple[bool, None]:
        """Stop the camera itself; for use inside of the event loop."""
        if self.started:
            assert self.camera is not None
            assert self.camera.engine is not None
            self.stop_count += 1
            self.camera.engine.stop()
            with self._buffers_lock:
                self.started = False
                self._shots.clear()
            while self.completed_requests:
                self.completed_requests.pop(0).release()
            self.device.note("stopped")
            _log.info("Camera stopped")
        return True, None

    # -- frames

    def _on_frame(self, shot: Shot) -> None:
        """Take a frame from the sensor; without a free buffer it is lost, as on a Pi."""
        with self._buffers_lock:
            if not self.started or self._free_buffers == 0:
                return
            self._free_buffers -= 1
            self._shots.append(shot)
        self.bell.ring()

    def _take_back(self, stop_count: int) -> None:
        """Take a buffer back, and give the sensor the controls set meanwhile."""
        if self.camera is None or not self.started or stop_count != self.stop_count:
            return
        with self._buffers_lock:
            self._free_buffers += 1
        assert self.camera.engine is not None
        self.camera.engine.queue(self._taken_controls())

    def _taken_controls(self) -> dict[str, Any]:
        taken = self.controls.make_dict()
        if taken:
            self.controls = Controls(self)  # type: ignore[arg-type]  # the whole is a Picamera2
        return taken

    def process_requests(self, display: Any) -> None:
        """Deal with the frames that have come: the event loop calls this.

        Args:
            display: the preview, whose `render_request` shows the newest.
        """
        requests = self._new_requests()
        self.frames += len(requests)
        with self.lock:
            for request in requests:
                request.acquire()
            self.completed_requests += requests
            shown = requests[-1] if requests else None
            if shown is not None:
                shown.acquire()
            if self.pre_callback:
                for request in requests:
                    self.pre_callback(request)
            finished = self._work_on_jobs()
            for request in requests:
                self._pass_on(request)
            while len(self.completed_requests) > self._max_queue_len:
                self.completed_requests.pop(0).release()
        if shown is not None:
            self._show(shown, display)
        for job in finished:
            job.signal()

    def _new_requests(self) -> list[CompletedRequest]:
        requests: list[CompletedRequest] = []
        while self._shots:
            request = Request(self._shots.popleft(), self.camera_config)
            requests.append(CompletedRequest(request, self))  # type: ignore[arg-type]
        return requests

    def _pass_on(self, request: CompletedRequest) -> None:
        """Give a frame to the last callback and to the encoders."""
        if self.post_callback:
            self.post_callback(request)
        for encoder in list(self._encoders):
            if encoder.name in self.stream_map:
                encoder.encode(encoder.name, request)
        request.release()

    def _show(self, request: CompletedRequest, display: Any) -> None:
        is_valid = request.configure_count == self.configure_count and request.display
        if is_valid and request.config.get("display") is not None:
            display.render_request(request)
        request.release()
