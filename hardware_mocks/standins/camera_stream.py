"""The pictures of a simulated webcam: one each period, in a queue that drops what finds no room."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from hardware_mocks.virtual_time import NS_PER_S

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.camera.device import CameraDevice

MODES = ((160, 120), (320, 240), (640, 480), (800, 600), (1280, 720), (1920, 1080))
"""Sizes that an ordinary webcam offers; the nearest one is taken, as its driver does."""
RATES = (5, 10, 15, 20, 24, 25, 30)
FIRST_MODE = (640, 480)
FIRST_RATE = 30
MOST_QUEUED = 10
PATIENCE_S = 10.0
"""How long OpenCV waits for a picture (its `select`) before `read()` gives up."""


class CameraStream:
    """Pictures of one camera, one each period since it was opened.

    Args:
        camera: it is ours until `close`.
    """

    def __init__(self, bench: Bench, camera: CameraDevice) -> None:
        self._bench = bench
        self._camera = camera
        self._size = FIRST_MODE
        self._wished: dict[int, float] = {}
        self._rate = FIRST_RATE
        self._most_queued = 4
        self._begin()

    def _begin(self) -> None:
        """Start the stream anew: the first picture is exposed from now on."""
        self._began_ns = self._bench.clock.now_ns
        self._seen = -1
        self._queue: list[int] = []
        self._grabbed: int | None = None

    def close(self) -> None:
        """Let others have the camera."""
        self._camera.release()

    # -- pictures

    def grab(self) -> bool:
        """Take the oldest picture off the queue, waiting for one where it is empty."""
        clock = self._bench.clock
        patience_ns = clock.now_ns + round(PATIENCE_S * NS_PER_S)
        clock.poll()
        self._fill_queue()
        while not self._queue:
            self._wait_until(self._ready_ns(self._seen + 1))
            self._fill_queue()
            if clock.now_ns >= patience_ns:
                print("VIDEOIO(V4L2:/dev/video0): select() timeout.", file=sys.stderr)  # noqa: T201 (as OpenCV does)
                return False
        self._grabbed = self._queue.pop(0)
        return True

    def picture(self) -> Any:
        """Return the picture that was grabbed, or None."""
        if self._grabbed is None:
            return None
        started_ns = self._starts_ns(self._grabbed)
        return self._camera.auto_picture(started_ns, self._size, float(self._rate))

    def _fill_queue(self) -> None:
        """Queue what the camera has finished meanwhile; with no room left it is lost."""
        period_ns = NS_PER_S // self._rate
        finished = (self._bench.clock.now_ns - self._began_ns) // period_ns - 1
        for number in range(self._seen + 1, finished + 1):
            if len(self._queue) >= self._most_queued:
                break
            if self._camera.is_on(self._starts_ns(number)):
                self._queue.append(number)
        self._seen = max(self._seen, finished)

    def _starts_ns(self, number: int) -> int:
        return self._began_ns + number * (NS_PER_S // self._rate)

    def _ready_ns(self, number: int) -> int:
        return self._starts_ns(number + 1)

    def _wait_until(self, t_ns: int) -> None:
        while (left_ns := t_ns - self._bench.clock.now_ns) > 0:
            time.sleep(left_ns / NS_PER_S)

    # -- settings

    def settings(self, cv2: Any) -> dict[int, float]:
        """Return every setting that a program may ask for."""
        grabbed = 0 if self._grabbed is None else self._grabbed
        return {
            cv2.CAP_PROP_FRAME_WIDTH: float(self._size[0]),
            cv2.CAP_PROP_FRAME_HEIGHT: float(self._size[1]),
            cv2.CAP_PROP_FPS: float(self._rate),
            cv2.CAP_PROP_BUFFERSIZE: float(self._most_queued),
            cv2.CAP_PROP_FOURCC: float(cv2.VideoWriter_fourcc(*"YUYV")),
            cv2.CAP_PROP_FORMAT: 16.0,
            cv2.CAP_PROP_CONVERT_RGB: 1.0,
            cv2.CAP_PROP_BACKEND: float(cv2.CAP_V4L2),
            cv2.CAP_PROP_POS_MSEC: self._stamp_ms(grabbed),
            cv2.CAP_PROP_FRAME_COUNT: -1.0,
        }

    def _stamp_ms(self, number: int) -> float:
        """Return when a picture's exposure began, on the clock that V4L2 stamps with."""
        ago_ns = self._bench.clock.now_ns - self._starts_ns(number)
        return (time.monotonic_ns() - ago_ns) / 1e6

    def change(self, cv2: Any, prop: int, value: float) -> bool:
        """Change a setting; a new size or rate starts the stream anew, as a driver does."""
        if prop == cv2.CAP_PROP_FRAME_WIDTH:
            self._set_mode(0, value)
        elif prop == cv2.CAP_PROP_FRAME_HEIGHT:
            self._set_mode(1, value)
        elif prop == cv2.CAP_PROP_FPS:
            self._rate = min(RATES, key=lambda rate: abs(rate - value))
            self._begin()
        elif prop == cv2.CAP_PROP_BUFFERSIZE:
            if not 1 <= value <= MOST_QUEUED:
                return False
            self._most_queued = int(value)
        else:
            return prop in (cv2.CAP_PROP_FOURCC, cv2.CAP_PROP_CONVERT_RGB)
        return True

    def _set_mode(self, side: int, pixels: float) -> None:
        """Take the mode nearest to what has been wished so far: the width, the height, or both."""
        self._wished[side] = pixels
        wished = self._wished.items()
        self._size = min(MODES, key=lambda mode: sum(abs(mode[i] - wish) for i, wish in wished))
        self._begin()
