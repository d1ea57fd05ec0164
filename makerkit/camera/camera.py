"""A camera as a program wants it: the newest picture, whatever happens to the cable.

One thread, `camera-<name>`, opens the source, keeps the newest picture and opens it again when it
is lost. Nobody waits for a slow reader: what was not taken in time is gone.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from makerkit.camera.errors import CameraError, CameraLostError
from makerkit.camera.source import Source, open_source

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame

log = logging.getLogger(__name__)

StateName = Literal["opening", "running", "lost", "stopped"]
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 8.0
"""Before it tries again: doubled each time, from the start again after `STEADY_S` of pictures."""
STEADY_S = 5.0
SLOW_SHARE = 0.6
"""Less than this share of the pictures asked for is too slow."""
JOIN_S = 8.0
MEASURED = 30
"""Pictures over which the rate is measured."""
NS_PER_S = 1_000_000_000


@dataclass(frozen=True, slots=True)
class CameraState:
    """How a camera does.

    Attributes:
        name: "opening", "running", "lost" (it tries again by itself) or "stopped".
        reason: why it is lost, stopped or slow, in words for people; "" where all is well.
        fps: pictures a second, measured; 0 where there are none.
    """

    name: StateName
    reason: str = ""
    fps: float = 0.0


class Camera:
    """Pictures of one source; the newest wins.

    Example::

        with Camera("auto", size=(640, 480), fps=15) as camera:
            frame = camera.next()
            print(frame.luma.mean())

    | state   | a picture came | none came, or it broke | final error, or end | stop()  |
    |---------|----------------|------------------------|---------------------|---------|
    | opening | running        | lost                   | stopped             | stopped |
    | running | running        | lost                   | stopped             | stopped |
    | lost    | running        | lost                   | stopped             | stopped |
    | stopped | -              | -                      | -                   | stopped |

    Args:
        source: a source, or its name as `open_source` takes it.
        name: of the camera, for messages and its thread.
        on_frame: called with each picture, in the camera's thread; it must be quick.
        on_state: called with each new state, in the camera's thread.
        wishes: size, fps, lores and loop, when `source` is a name.
    """

    def __init__(
        self,
        source: Source | str = "auto",
        *,
        name: str = "camera",
        on_frame: Callable[[Frame], None] | None = None,
        on_state: Callable[[CameraState], None] | None = None,
        **wishes: Any,
    ) -> None:
        self.source = open_source(source, **wishes) if isinstance(source, str) else source
        self.name = name
        self._on_frame = on_frame
        self._on_state = on_state
        self._news = threading.Condition()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._frame: Frame | None = None
        self._error: CameraError | None = None
        self._name: StateName = "stopped"
        self._reason = ""
        self._stamps: deque[int] = deque(maxlen=MEASURED)
        self._number = 0

    def __enter__(self) -> Camera:
        self.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    # -- what others call

    def start(self) -> None:
        """Begin to take pictures; does not wait for the first."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._stopping.clear()
        self._error = None
        self._enter("opening")
        thread_name = f"camera-{self.name}"
        self._thread = threading.Thread(target=self._work, name=thread_name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no more pictures, and let others use the source.

        Raises:
            CameraError: the source does not come back.
        """
        self._stopping.set()
        self.source.interrupt()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(JOIN_S)
            if thread.is_alive():
                raise CameraError(
                    f"{self.source.name} does not answer, so camera {self.name!r} cannot stop. "
                    "End the program; if that does not help, unplug the camera."
                )

    @property
    def state(self) -> CameraState:
        """How it does now."""
        with self._news:
            return self._state()

    def latest(self) -> Frame | None:
        """Return the newest picture; None before the first, and while there are none."""
        with self._news:
            return self._frame

    def next(self, after: int = 0, timeout_s: float = 5.0) -> Frame:
        """Return the newest picture whose number is above `after`, waiting for it.

        Raises:
            CameraError: it has stopped for good; or, as a `TimeoutError`, none came in time.
        """
        with self._news:
            self._news.wait_for(lambda: self._is_newer(after) or self._is_over(), timeout_s)
            if self._frame is not None and self._frame.number > after:
                return self._frame
            error, reason = self._error, self._reason
        if error is not None:
            raise error
        why = reason or "it has only just begun"
        raise CameraLostError(
            f"No picture from {self.source.name} in {timeout_s:g} s ({self._name}): {why}"
        )

    def _is_newer(self, after: int) -> bool:
        return self._frame is not None and self._frame.number > after

    def _is_over(self) -> bool:
        return self._name == "stopped"

    # -- the thread

    def _work(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stopping.is_set():
            began_s = time.monotonic()
            try:
                self._take_pictures()
            except CameraError as error:
                if self._stopping.is_set():
                    break
                if error.is_final:
                    self._error = error
                    self._enter("stopped", str(error))
                    return
                if time.monotonic() - began_s >= STEADY_S:
                    pause_s = FIRST_PAUSE_S
                self._enter("lost", str(error))
            except BaseException as error:  # a mistake of ours, or of who is called
                self._error = CameraError(f"camera {self.name} broke off: {error!r}")
                self._enter("stopped", str(self._error))
                raise
            self._stopping.wait(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
        self._enter("stopped")

    def _take_pictures(self) -> None:
        """Open the source and take pictures until it breaks or is told to stop."""
        try:
            self.source.open()
            while not self._stopping.is_set():
                self._keep(self.source.read(self._number + 1))
        finally:
            self.source.close()

    def _keep(self, frame: Frame) -> None:
        if self._on_frame is not None:
            self._on_frame(frame)
        with self._news:
            self._number = frame.number
            self._frame = frame
            self._stamps.append(frame.t_ns)
            self._news.notify_all()
        slow = self._why_slow()
        if self._name != "running" or slow != self._reason:
            self._enter("running", slow)

    def _why_slow(self) -> str:
        wanted, fps = self.source.fps, self._fps()
        if wanted is None or len(self._stamps) < MEASURED or fps >= wanted * SLOW_SHARE:
            return ""
        if self._reason:  # keep the words while it stays slow: the number alone is no news
            return self._reason
        return (
            f"{self.source.name} is too slow: {fps:.1f} pictures a second, asked for {wanted:g}. "
            "In the dark a camera exposes longer; else try a smaller size, or another USB port."
        )

    # -- inside

    def _enter(self, name: StateName, reason: str = "") -> None:
        """Every change of state passes here."""
        with self._news:
            is_news = (name, reason) != (self._name, self._reason)
            self._name, self._reason = name, reason
            if name in ("opening", "lost"):
                self._frame = None  # nobody shall take an old picture for the world of now
            if name != "running":
                self._stamps.clear()
            state = self._state()
            self._news.notify_all()
        if not is_news:
            return
        level = logging.WARNING if reason and name != "stopped" else logging.INFO
        log.log(level, "camera %s: %s%s", self.name, name, f" ({reason})" if reason else "")
        if self._on_state is not None:
            self._on_state(state)

    def _state(self) -> CameraState:
        return CameraState(self._name, self._reason, self._fps())

    def _fps(self) -> float:
        stamps = list(self._stamps)
        if len(stamps) < 2 or stamps[-1] <= stamps[0]:
            return 0.0
        return (len(stamps) - 1) * NS_PER_S / (stamps[-1] - stamps[0])
