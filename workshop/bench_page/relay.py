"""Pictures of the program's process on their way to the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable

from makerkit.camera.viewers import JPEG, JpegViewer, Part, Viewer


class _Patient(JpegViewer):
    """Gets the last picture again where nothing new comes: a window may stand still for hours."""

    def __init__(self, leave: Callable[[Viewer], None]) -> None:
        super().__init__(leave)
        self._last: Part | None = None

    def next(self, timeout_s: float | None) -> Part | None:
        """Return the next picture, or the last one once more."""
        part = super().next(timeout_s)
        if part is not None:
            self._last = part
        return self._last


class Relay:
    """One picture source of the page, as `makerkit.web`'s `VideoHub` takes it.

    Args:
        on_change: called when somebody begins or ceases to look.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._viewers: list[JpegViewer] = []
        self._latest: tuple[bytes, int] | None = None
        self._lock = threading.Lock()

    @property
    def is_watched(self) -> bool:
        """Whether somebody looks."""
        return bool(self._viewers)

    def show(self, jpeg: bytes, t_us: int) -> None:
        """Pass a picture on."""
        with self._lock:
            self._latest = jpeg, t_us
            viewers = list(self._viewers)
        for viewer in viewers:
            viewer.offer(jpeg, t_us * 1000)

    def subscribe(self, way: str = JPEG) -> Viewer:  # noqa: ARG002 (as VideoHub's sources have it)
        """Return a place for one more who looks; the latest picture is there at once."""
        viewer = _Patient(self._leave)
        with self._lock:
            self._viewers.append(viewer)
            latest = self._latest
        if latest is not None:
            viewer.offer(latest[0], latest[1] * 1000)
        self._on_change()
        return viewer

    def picture(self) -> bytes | None:
        """Return the latest picture."""
        latest = self._latest
        return None if latest is None else latest[0]

    def _leave(self, viewer: Viewer) -> None:
        with self._lock:
            self._viewers = [each for each in self._viewers if each is not viewer]
        self._on_change()
