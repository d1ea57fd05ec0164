"""Give recorded pictures at the times at which they were taken, and find out when that is."""

from __future__ import annotations

import threading
import time

NS_PER_S = 1_000_000_000


class Pace:
    """The clock of a recording that is being played.

    Attributes:
        began_ns: monotonic time of the recording's beginning.
    """

    def __init__(self) -> None:
        self.began_ns = 0
        self._interrupted = threading.Event()

    def start(self) -> None:
        """Begin now."""
        self._interrupted.clear()
        self.began_ns = time.monotonic_ns()

    def interrupt(self) -> None:
        """End a wait."""
        self._interrupted.set()

    def is_late(self, at_ns: int, by_ns: int) -> bool:
        """Return whether a moment of the recording has passed by more than `by_ns`."""
        return time.monotonic_ns() > self.began_ns + at_ns + by_ns

    def wait_for(self, at_ns: int) -> int:
        """Wait for a moment of the recording; return its monotonic time in ns."""
        due_ns = self.began_ns + at_ns
        while not self._interrupted.is_set():
            left_ns = due_ns - time.monotonic_ns()
            if left_ns <= 0:
                break
            self._interrupted.wait(left_ns / NS_PER_S)
        return due_ns


class SensorClock:
    """Brings a sensor's own stamps to `time.monotonic()`.

    Linux stamps frames with the time since boot, with (libcamera) or without (V4L2) the time that
    the machine slept. A stamp that fits neither is replaced by the time of arrival.
    """

    LONGEST_NS = 2 * NS_PER_S
    """An older stamp is none of this clock: no camera keeps a picture for so long."""

    def __init__(self) -> None:
        self._slept_ns = 0
        if hasattr(time, "CLOCK_BOOTTIME"):
            since_boot_ns = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
            self._slept_ns = max(since_boot_ns - time.monotonic_ns(), 0)

    def to_monotonic(self, stamp_ns: int | None) -> int:
        """Return the monotonic time of a stamp; that of now where it makes no sense."""
        now_ns = time.monotonic_ns()
        if stamp_ns is not None:
            for known_ns in (stamp_ns - self._slept_ns, stamp_ns):
                if 0 <= now_ns - known_ns <= self.LONGEST_NS:
                    return known_ns
        return now_ns
