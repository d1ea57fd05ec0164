"""The camera's edge: the thread `car-eye`, from a picture to what the driver is told.

The newest picture wins; a slow look costs pictures, never age. While the thread hangs, the driver
hears nothing, and stops (`camera_lost`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from makerkit.app.edge import Health, Level
from makerkit.camera.camera import Camera
from makerkit.camera.errors import CameraError
from makerkit.errors import MakerKitError
from self_driving_car.control.geometry import Move
from self_driving_car.driver.senses import CameraSeen
from self_driving_car.eye.sight import Sight

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame, Picture
    from makerkit.camera.source import Source
    from self_driving_car.eye.settings import CameraSettings
    from self_driving_car.perception.seen import Seen
    from self_driving_car.status import Status

LOG = logging.getLogger(__name__)
TICK_S = 0.5
JOIN_S = 10.0
NS = 1_000_000_000
COST_SHARE = 0.1


class EngineLike(Protocol):
    """The driver's engine, as far as the eye is concerned."""

    @property
    def status(self) -> Status: ...  # noqa: D102
    def tell(self, news: Any) -> None: ...  # noqa: D102
    def moved_between(self, from_s: float, to_s: float) -> Move | None: ...  # noqa: D102


class EyeEdge:
    """Looks at the pictures of the camera.

    Args:
        settings: the section [camera].
        engine: is told what is seen.
        sight: looks.
        source: instead of the one that the settings name.

    Attributes:
        camera: the camera at work.
        newest: the newest picture and what it showed; None before the first.
    """

    name = "camera"

    def __init__(
        self,
        settings: CameraSettings,
        engine: EngineLike,
        sight: Sight,
        *,
        source: Source | str | None = None,
    ) -> None:
        self._engine, self._sight = engine, sight
        wanted = source or settings.source
        wishes: dict[str, Any] = {}
        if isinstance(wanted, str):
            wishes = {
                "size": settings.size,
                "fps": settings.fps,
                "loop": wanted.startswith(("file:", "folder:")),
            }
        self.camera = Camera(wanted, name="car", **wishes)
        self.newest: tuple[Picture, Seen] | None = None
        self._keepers: list[Callable[[Picture, Status], None]] = []
        self._last_s: float | None = None
        self._cost_s = 0.0
        self._problem = ""
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    def keep(self, keeper: Callable[[Picture, Status], None]) -> None:
        """Have every picture handed to a keeper (the recorder), with how the car was."""
        self._keepers.append(keeper)

    # -- its life

    def start(self) -> None:
        """Begin to look; does not wait for the camera."""
        self._ends.clear()
        self.camera.start()
        self._thread = threading.Thread(target=self._run, name="car-eye", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of the camera, and end the thread.

        Raises:
            MakerKitError: the camera does not come back.
        """
        self._ends.set()
        self.camera.stop()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(JOIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"car-eye has not ended in {JOIN_S:g} s.")
        self._thread = None

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs, if it was started."""
        return self._thread is None or self._thread.is_alive()

    def health(self) -> Health:
        """Return how the camera is."""
        state = self.camera.state
        numbers = {"fps": state.fps, "cost_ms": 1000.0 * self._cost_s}
        if state.name != "running":
            return Health(self.name, Level.ERROR, state.reason or f"It is {state.name}.", numbers)
        why = self._problem or state.reason or self._sight.complaint
        if why:
            return Health(self.name, Level.WARNING, why, numbers)
        return Health(self.name, Level.OK, "", numbers)

    # -- its thread

    def _run(self) -> None:
        number = 0
        while not self._ends.is_set():
            try:
                frame = self.camera.next(number, TICK_S)
            except CameraError as error:
                self._missed(error)
                continue
            number = frame.number
            self._look(frame)

    def _missed(self, error: CameraError) -> None:
        state = self.camera.state
        if state.name != "opening":
            self._engine.tell(CameraSeen(is_up=False, says=state.reason or str(error)))
        if state.name == "stopped":
            self._ends.wait(TICK_S)

    def _look(self, frame: Frame) -> None:
        t_s, began_s = frame.t_ns / NS, time.monotonic()
        picture = frame.bgr()
        last_s = self._last_s
        moved = None if last_s is None else self._engine.moved_between(last_s, t_s)
        self._last_s = t_s
        status = self._engine.status
        try:
            seen, net = self._sight.look(picture, t_s, moved, status.mode)
        except MakerKitError as error:  # no model, or a calibration that does not fit
            self._say(str(error))
            return
        self._say("")
        if net is not None:
            self._engine.tell(net)
        self._engine.tell(seen)
        self.newest = (picture, seen)
        self._cost_s += COST_SHARE * (time.monotonic() - began_s - self._cost_s)
        for keeper in self._keepers:
            keeper(picture, status)

    def _say(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            if problem:
                LOG.error("%s", problem)
            self._engine.tell(CameraSeen(is_up=not problem, says=problem))
