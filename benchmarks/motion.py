"""Measure the motion detector beside MOG2 and a running average, on the same frames.

    python -m benchmarks.motion cost              CPU ms a frame, as JSON
    python -m benchmarks.motion hours 10          false events in ten hours of weather and light
    python -m benchmarks.motion break_ins         who is found, and how soon

In a process of its own and with one thread, so that CPU time is the time of one core.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol

import cv2
import numpy as np

from benchmarks.motion_hours import FPS, HOURS, SIZE, VISIBLE, Shot, break_ins, hour, shots
from hardware_mocks.worlds.house.house import House
from security_system.motion.detector import MotionDetector
from security_system.motion.settings import MotionSettings

CHANGED = 0.005
"""Share of the picture from which the rivals call it motion, in two of three frames."""
GAP_S = 3.0
"""Motion that begins again within this time is the same event."""
FAR_S = 2.0
COMES_IN_S = 1.0
"""Who is there from the beginning has not come in."""


class Detector(Protocol):
    """Says of each frame whether something moves."""

    def look(self, luma: Any, t_s: float) -> bool:
        """Return whether something moves."""


class Kit:
    """The kit's own."""

    def __init__(self) -> None:
        self._detector = MotionDetector(MotionSettings(), SIZE)

    def look(self, luma: Any, t_s: float) -> bool:
        """Return whether something moves."""
        return self._detector.look(luma, t_s).is_motion


class Mog2:
    """OpenCV's mixture of Gaussians, on a picture made smaller, cleaned by an opening."""

    def __init__(self, smaller: int) -> None:
        self._size = (SIZE[0] // smaller, SIZE[1] // smaller)
        self._model = cv2.createBackgroundSubtractorMOG2(detectShadows=False)
        self._seen = [False, False, False]

    def look(self, luma: Any, t_s: float) -> bool:
        """Return whether something moves."""
        small = cv2.resize(luma, self._size, interpolation=cv2.INTER_AREA)
        mask = self._model.apply(small)
        return self._judge(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), t_s)

    def _judge(self, mask: Any, t_s: float) -> bool:
        is_seen = cv2.countNonZero(mask) > CHANGED * mask.size and t_s > 1.0
        self._seen = [*self._seen[1:], is_seen]
        return sum(self._seen) >= 2


class RunningAverage(Mog2):
    """The difference from an average that follows slowly."""

    def __init__(self, smaller: int) -> None:
        super().__init__(smaller)
        self._mean: Any = None

    def look(self, luma: Any, t_s: float) -> bool:
        """Return whether something moves."""
        small = cv2.resize(luma, self._size, interpolation=cv2.INTER_AREA)
        if self._mean is None:
            self._mean = small.astype(np.float32)
        off = cv2.absdiff(small, cv2.convertScaleAbs(self._mean))
        cv2.accumulateWeighted(small, self._mean, 0.05)
        return self._judge(cv2.threshold(off, 20, 1, cv2.THRESH_BINARY)[1], t_s)


RIVALS: dict[str, Callable[[], Detector]] = {
    "the kit's": Kit,
    "MOG2, a quarter": lambda: Mog2(4),
    "MOG2, full size": lambda: Mog2(1),
    "running average, a quarter": lambda: RunningAverage(4),
    "running average, full size": lambda: RunningAverage(1),
}
CHEAP = ("the kit's", "MOG2, a quarter", "running average, a quarter")


def cost() -> dict[str, list[float]]:
    """Return CPU ms of each detector: nobody there, somebody walks. In turns, best of blocks."""
    cv2.setNumThreads(1)
    found: dict[str, list[float]] = {name: [] for name in RIVALS}
    for scenario, camera, from_s in (
        ("lamp_switched", "living_room", 0),
        ("walk_through", "hall", 0),
    ):
        frames = [shot for shot in shots(House(scenario), camera, 20.0) if shot.t_s >= from_s]
        for name, make in RIVALS.items():
            found[name].append(min(_block_ms(make(), frames) for _ in range(5)))
    return found


def _block_ms(detector: Detector, frames: list[Shot]) -> float:
    took_ms = []
    for shot in frames:
        began_ns = time.thread_time_ns()
        detector.look(shot.luma, shot.t_s)
        took_ms.append((time.thread_time_ns() - began_ns) / 1e6)
    return statistics.mean(took_ms)


def hours(many: float = 10.0, seed: int = 1) -> dict[str, dict[str, int]]:
    """Return false events by what happened, for each detector, and print a table."""
    cv2.setNumThreads(1)
    found: dict[str, dict[str, int]] = {name: {} for name in CHEAP}
    for kind, camera in HOURS:
        label = f"{kind} {camera}"
        counts = _events(hour(kind, camera, seed=seed, seconds=many / len(HOURS) * 3600))
        for name, starts in counts.items():
            found[name][label] = len(starts)
        said = "  ".join(f"{name}: {len(starts)}" for name, starts in counts.items())
        print(f"{label:26s} {said}   {[round(t, 1) for t in counts[CHEAP[0]]][:12]}", flush=True)
    for name, by_kind in found.items():
        print(f"{name}: {sum(by_kind.values())} false events in {many:g} h")
    return found


def _events(frames: Iterable[Shot]) -> dict[str, list[float]]:
    """Return when each detector began an event."""
    detectors = {name: RIVALS[name]() for name in CHEAP}
    starts: dict[str, list[float]] = {name: [] for name in CHEAP}
    last = dict.fromkeys(CHEAP, -99.0)
    for shot in frames:
        for name, detector in detectors.items():
            if detector.look(shot.luma, shot.t_s):
                if shot.t_s - last[name] > GAP_S:
                    starts[name].append(shot.t_s)
                last[name] = shot.t_s
    return starts


def people(seed: int = 0) -> dict[str, list[float | None]]:
    """Return after how many seconds each detector found each body, None if never; print a table."""
    cv2.setNumThreads(1)
    found: dict[str, list[float | None]] = {name: [] for name in CHEAP}
    for scenario, camera, frames in break_ins(seed=seed):
        taken = list(frames)
        visits = _visits(taken)
        for name in CHEAP if visits else ():
            detector = RIVALS[name]()
            flags = [detector.look(shot.luma, shot.t_s) for shot in taken]
            delays = [_delay_s(taken, flags, visit) for visit in visits]
            found[name] += delays
            print(f"{scenario:20s} {camera:12s} {name:28s} {delays}", flush=True)
    for name, delays in found.items():
        soon = [delay for delay in delays if delay is not None and delay <= 0.6]
        print(f"{name}: {len(soon)} of {len(delays)} within 0.6 s, {delays.count(None)} never")
    return found


def _visits(frames: list[Shot]) -> list[tuple[float, float]]:
    """Return from when until when somebody is visible; a moment behind a door does not count."""
    visits: list[tuple[float, float]] = []
    for shot in frames:
        if shot.body >= VISIBLE:
            if visits and shot.t_s - visits[-1][1] <= FAR_S:
                visits[-1] = (visits[-1][0], shot.t_s)
            else:
                visits.append((shot.t_s, shot.t_s))
    return [v for v in visits if v[1] - v[0] >= 3 / FPS and v[0] > COMES_IN_S]


def _delay_s(frames: list[Shot], flags: list[bool], visit: tuple[float, float]) -> float | None:
    """Return when it is found after it is visible, 0 when it was before."""
    begins_s, ends_s = visit
    for shot, is_motion in zip(frames, flags, strict=True):
        if is_motion and begins_s - 0.5 <= shot.t_s <= ends_s + 0.5:
            return round(max(0.0, shot.t_s - begins_s), 2)
    return None


if __name__ == "__main__":
    if sys.argv[1] == "cost":
        print(json.dumps(cost()))
    elif sys.argv[1] == "hours":
        hours(*(float(number) for number in sys.argv[2:3]))
    else:
        people()
