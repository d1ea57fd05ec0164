"""An eye: one camera's thread, `eye-NAME`, from its pictures to orders, evidence and viewers.

For each picture: is there motion, is the camera well, what changes for the alarm (posted first),
what goes into the evidence, what do viewers get. The newest picture wins; nothing piles up.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from makerkit.app.edge import Health
from makerkit.camera.camera import Camera
from makerkit.camera.errors import CameraError
from makerkit.camera.fan_out import FanOut
from makerkit.errors import MakerKitError
from security_system.alarm.orders import SourceSeen, ZoneSeen
from security_system.eyes.condition import condition
from security_system.eyes.looking import Looking, MakeDetector
from security_system.eyes.picture import wall_time_of
from security_system.eyes.recording import EyeRecording
from security_system.eyes.seen import Seen, SightBook
from security_system.eyes.view import Judged, View
from security_system.eyes.watching import Watching

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame
    from makerkit.camera.source import Source
    from security_system.evidence.evidence import Evidence
    from security_system.eyes.settings import CameraSettings
    from security_system.motion.sight import Sight

log = logging.getLogger(__name__)

TICK_S = 1.0
"""It looks up so often even when no picture comes."""
JOIN_S = 10.0
NS = 1_000_000_000
OF_THE_CAMERA = ("source", "size", "lores_size", "fps")
"""Settings for which the camera must be opened anew."""


class Eye:
    """Watches one camera.

    Example::

        eye = Eye("hall", CameraSettings(), post=panel.post, zones={"hall_camera": ""})
        eye.start()
        eye.sights(1)
        eye.stop()

    Args:
        post: takes orders and never waits.
        evidence: keeps clips and pictures; None keeps nothing.
        zones: area by zone ("" is the whole picture); see `zones_of`.
        source: instead of the source that the settings name.
        make_detector: instead of the kit's motion detector.

    Attributes:
        fan_out: gives pictures to viewers.
    """

    def __init__(
        self,
        name: str,
        settings: CameraSettings,
        post: Callable[[SourceSeen | ZoneSeen], None],
        *,
        evidence: Evidence | None = None,
        zones: Mapping[str, str] | None = None,
        source: Source | str | None = None,
        make_detector: MakeDetector | None = None,
    ) -> None:
        self.name = f"camera {name}"
        self.camera_name = name
        self.settings = settings
        self.fan_out = FanOut(settings.viewers, fps=settings.fps)
        self._post = post
        self._evidence = evidence
        self._source = source or settings.source
        self._make_detector = make_detector
        self._watching = Watching(name, zones or {}, settings.hold_s)
        self._recording = EyeRecording(name, evidence, self.fan_out, lambda: self.settings)
        self._use(settings)
        self._book = SightBook()
        self._camera: Camera | None = None
        self._size: tuple[int, int] | None = None
        self._news: CameraSettings | None = None
        self._last_picture_s = 0.0
        self._problem = ""
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    # -- the edge

    def start(self) -> None:
        """Begin to watch; does not wait for the camera."""
        if self.is_alive:
            return
        self.fan_out.reopen()
        self._stopping.clear()
        name = f"eye-{self.camera_name}"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of the camera, and end the thread.

        Raises:
            MakerKitError: the camera does not come back.
        """
        self._stopping.set()
        camera, thread = self._camera, self._thread
        if camera is not None:
            camera.stop()
        if thread is not None and thread is not threading.current_thread():
            thread.join(JOIN_S)
            if thread.is_alive():
                raise MakerKitError(f"Camera {self.camera_name} has not ended in {JOIN_S:g} s.")
        self._thread = None
        self.fan_out.close()

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def health(self) -> Health:
        """Return how the camera is."""
        camera = self._camera
        state = camera.state if camera is not None else None
        fps = state.fps if state is not None else 0.0
        looked_fps, cost_ms = min(fps, self._looking.rate.fps), self._looking.rate.cost_s * 1000
        numbers = {"fps": fps, "looked_fps": looked_fps, "cost_ms": cost_ms}
        level, says = condition(
            state,
            self._looking.tamper.judged,
            problem=self._problem,
            slow=self._looking.complaint,
            is_off=self._is_off,
        )
        return Health(self.name, level, says, numbers)

    # -- what others ask

    def latest_jpeg(self) -> bytes | None:
        """Return the newest picture as it may be shown; None while there is none."""
        camera = self._camera
        if camera is None or camera.latest() is None:
            return None
        return self.fan_out.picture()

    def sights(self, most: int = 50) -> list[Seen]:
        """Return the newest sights that were motion or were held back, the newest first."""
        return self._book.newest(most)

    def apply(self, settings: CameraSettings) -> None:
        """Use other settings from the next picture on; any thread may say so."""
        self._news = settings

    # -- the thread

    def _use(self, settings: CameraSettings) -> None:
        """Make what looks at pictures anew, by the settings."""
        self.settings = settings
        self.fan_out.most = settings.viewers
        self._watching.hold_s = settings.hold_s
        self._looking = Looking(settings, self._make_detector)

    def _has_news(self) -> bool:
        """Use new settings; return whether the camera has to be opened anew for them."""
        news, self._news = self._news, None
        if news is None:
            return False
        before = self.settings
        self._use(news)
        if isinstance(self._source, str) and self._source == before.source:
            self._source = news.source
        return any(getattr(news, name) != getattr(before, name) for name in OF_THE_CAMERA)

    @property
    def _is_off(self) -> bool:
        evidence = self._evidence
        return self.settings.at_home == "off" and evidence is not None and evidence.is_home

    def _run(self) -> None:
        self._last_picture_s = time.monotonic()
        try:
            while not self._stopping.is_set():
                if self._is_off:
                    self._give(self._watching.rest())
                    self._stopping.wait(TICK_S)
                    self._last_picture_s = time.monotonic()
                else:
                    self._watch()
        finally:
            self._recording.close()

    def _watch(self) -> None:
        """Have the camera open, and look at its pictures."""
        self._looking.tamper.forget()
        try:
            self._camera = camera = self._new_camera()
        except MakerKitError as error:  # a source that cannot be: the settings are wrong
            self._no_picture(str(error))
            self._stopping.wait(TICK_S)
            return
        try:
            camera.start()
            self._look_on(camera)
        finally:
            camera.stop()
            self._camera = None

    def _new_camera(self) -> Camera:
        if not isinstance(self._source, str):
            return Camera(self._source, name=self.camera_name)
        settings = self.settings
        return Camera(
            self._source,
            name=self.camera_name,
            size=settings.size,
            fps=settings.fps,
            lores=settings.lores_size,
            loop=self._source.startswith(("file:", "folder:")),
        )

    def _look_on(self, camera: Camera) -> None:
        number = 0
        while not self._stopping.is_set() and not self._is_off:
            if self._has_news():
                return
            try:
                frame = camera.next(number, TICK_S)
            except CameraError as error:
                self._no_picture(camera.state.reason or str(error))
                if camera.state.name == "stopped":
                    self._stopping.wait(TICK_S)
                continue
            number = frame.number
            if self._looking.rate.is_due(frame.t_ns / NS):
                began_s = time.monotonic()
                self._see(frame)
                self._looking.rate.took(time.monotonic() - began_s)

    def _see(self, frame: Frame) -> None:
        t_s, wall_s = frame.t_ns / NS, wall_time_of(frame)
        self._last_picture_s, self._problem = time.monotonic(), ""
        if frame.size != self._size:
            self._size = frame.size
            self._recording.new_size()
        sight, judged, size = self._looking.look(frame)
        event = self._recording.see(sight, t_s)
        self._tell(sight, judged, event)
        shown = self._looking.pictures.shown(frame, wall_s)
        self._book.note(sight, size, wall_s, event)
        self._recording.keep(shown, sight, size, t_s)
        self.fan_out.show(shown)
        self._recording.name(self._looking.recogniser.look(shown, sight, size))

    # -- orders

    def _tell(self, sight: Sight, judged: Judged, event: str) -> None:
        if judged.view is View.FROZEN:
            self._problem = f"Camera {self.camera_name} is frozen: {judged.why}."
            self._give(self._watching.there(is_there=False, why=self._problem))
            return
        self._give(self._watching.there(is_there=True))
        orders = self._watching.see(sight, judged)
        self._give([replace(order, evidence=event) for order in orders])

    def _no_picture(self, reason: str) -> None:
        now_s = time.monotonic()
        self._recording.tick(now_s)
        if now_s - self._last_picture_s < self.settings.lost_s or self._problem == reason:
            return
        self._problem = reason
        self._looking.tamper.forget()
        self._recording.lost()
        self._give(self._watching.there(is_there=False, why=reason))

    def _give(self, orders: list[SourceSeen | ZoneSeen] | list[ZoneSeen]) -> None:
        for order in orders:
            try:
                self._post(order)
            except MakerKitError as error:
                log.warning("eye %s: %s", self.camera_name, error)
                self._watching.forget(order)
