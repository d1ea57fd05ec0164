"""What the pages look at: the camera's picture as it is, with the lane drawn in, and from above.

The thread `page-pictures` draws, so that nobody who looks costs the driver time; what nobody looks
at is not drawn.
"""

import logging
import threading
from typing import Any

from makerkit.camera.fan_out import FanOut
from makerkit.camera.frame import Frame, Picture
from makerkit.web.video import VideoHub
from self_driving_car.dashboard.needs import Car
from self_driving_car.perception.seen import Seen

log = logging.getLogger(__name__)

RAW, LANE, ABOVE = "raw", "lane", "above"
VIEWS = (LANE, RAW, ABOVE)
JPEG_QUALITY = 75
LONGEST_WAIT_S = 0.5
WATCHED_WAIT_S = 0.015
"""A picture is shown at once while somebody looks: what is late is driven by late."""
END_WITHIN_S = 2.0
ABOVE_HEIGHT_PX = 480
"""The view from above has a cell for each centimetre; it is shown larger."""


class Pictures:
    """The three views of one car."""

    def __init__(self, car: Car, viewers: int) -> None:
        self._car = car
        self.views = {name: FanOut(viewers, jpeg_quality=JPEG_QUALITY) for name in VIEWS}
        self._newest: Picture | None = None
        self._number = 0
        self._has_failed = False
        self._woken = threading.Event()
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    def offer(self, hub: VideoHub) -> None:
        """Let pages look at them."""
        for name, view in self.views.items():
            hub.add(name, view)

    def start(self) -> None:
        """Begin to draw."""
        self._ends.clear()
        self._thread = threading.Thread(target=self._run, name="page-pictures", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Draw no more."""
        self._ends.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(END_WITHIN_S)
            self._thread = None

    def wake(self) -> None:
        """Say that there may be a new picture."""
        self._woken.set()

    @property
    def is_watched(self) -> bool:
        """Whether anybody looks at any of them."""
        return any(view.is_watched for view in self.views.values())

    def _run(self) -> None:
        while not self._ends.is_set():
            self._woken.wait(WATCHED_WAIT_S if self.is_watched else LONGEST_WAIT_S)
            self._woken.clear()
            try:
                self.look()
                self._has_failed = False
            except Exception:  # a picture that cannot be drawn must not end the page
                if not self._has_failed:
                    log.exception("The picture cannot be drawn")
                self._has_failed = True

    def look(self) -> None:
        """Show the newest picture, if it is another one than before, to those who look."""
        newest = self._car.newest_picture()
        if newest is None or newest[0] is self._newest:
            return
        picture, seen = newest
        self._newest = picture
        self._number += 1
        self._show(RAW, picture, seen)
        if self.views[LANE].is_watched:
            self._show(LANE, _drawn(self._car.perception, picture, seen), seen)
        if self.views[ABOVE].is_watched:
            self._show(ABOVE, _larger(self._car.perception.birds_eye(picture)), seen)

    def _show(self, name: str, picture: Any, seen: Seen) -> None:
        self.views[name].show(Frame.from_bgr(self._number, int(seen.t_s * 1e9), picture))


def _drawn(perception: Any, picture: Picture, seen: Seen) -> Any:
    from self_driving_car.perception.drawing import drawn

    own = getattr(perception, "drawn", None)
    if own is not None:  # by the camera as it was learned while driving
        return own(picture, seen)
    return drawn(picture, seen, perception.calibration)


def _larger(picture: Any) -> Any:
    """Return a picture from above as colours, large enough to be looked at."""
    import cv2

    if picture.ndim == 2:
        picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    scale = max(1, round(ABOVE_HEIGHT_PX / picture.shape[0]))
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
