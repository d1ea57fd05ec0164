"""Let an eye and its evidence run for hours of virtual time, and measure what grows.

By hand: `python tests/security_system/evidence/endurance.py 2 --fps 10` (two hours, an event every
ten minutes) or `... 48 --events-only`. It prints memory, threads, open files and events at eight
points of the run.
"""

import gc
import json
import os
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from makerkit.camera.frame import Frame
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings
from security_system.eyes.eye import Eye
from security_system.eyes.settings import CameraSettings

SIZE = (160, 120)
EVENT_S = 15.0
POINTS = 8
QUIET_BEAT_S = 60.0
"""With events only, the camera gives so few pictures in between."""


@dataclass(frozen=True)
class Point:
    """What was measured at one moment."""

    hours: float
    rss_mb: float
    threads: int
    files: int
    events: int
    used_mb: float


class Watched:
    """A camera before which somebody walks now and then; its pictures are drawn once."""

    name = "watched"

    def __init__(self, fps, every_s, *, events_only):
        self.fps = fps
        self._every_s = every_s
        self._events_only = events_only
        self._quiet = [self._picture(n, None) for n in range(4)]
        self._busy = [self._picture(n, n * 3) for n in range(50)]

    def open(self):
        self._began_s = self._due_s = time.monotonic()

    def read(self, number):
        self._due_s += self._beat_s(self._due_s)
        time.sleep(max(0.0, self._due_s - time.monotonic()))
        since_s = (self._due_s - self._began_s) % self._every_s
        is_busy = self._every_s - since_s <= EVENT_S
        step = round(since_s * self.fps)
        planes = self._busy[step % 50] if is_busy else self._quiet[number % 4]
        return Frame.from_yuv(number, round(self._due_s * 1e9), planes)

    def interrupt(self):
        pass

    def close(self):
        pass

    def _beat_s(self, now_s):
        left_s = self._every_s - (now_s - self._began_s) % self._every_s
        if not self._events_only or left_s <= EVENT_S + 10 or left_s > self._every_s - 10:
            return 1 / self.fps
        return min(QUIET_BEAT_S, left_s - EVENT_S - 10 + 0.01)

    @staticmethod
    def _picture(number, left):
        width, height = SIZE
        luma = np.full((height, width), 90, np.int16)
        luma[:, ::16] = 130
        luma[::12] = 60
        if left is not None:
            luma[40:100, left % 120 : left % 120 + 24] = 210
        luma += np.random.default_rng(number).integers(-2, 3, luma.shape, np.int16)
        planes = np.full((height * 3 // 2, width), 128, np.uint8)
        planes[:height] = luma
        return planes


def run(hours, folder, *, fps=10, every_s=600.0, events_only=False):
    """Return what was measured at each point; call it inside virtual time."""
    settings = RecordingSettings(
        least_free_gb=0, most_events=20, most_gb=0.02, pre_roll_s=3, post_roll_s=3
    )
    evidence = Evidence(Path(folder), settings)
    evidence.set_home(is_home=False)
    evidence.start()
    camera = Watched(fps, every_s, events_only=events_only)
    how = CameraSettings(size=SIZE, lores_size=SIZE, fps=fps, lost_s=120, frozen_s=0)
    orders = []
    eye = Eye("hall", how, lambda order: orders.append(order) or orders.__delitem__(slice(0, -9)),
              evidence=evidence, zones={"hall": ""}, source=camera)  # fmt: skip
    eye.start()
    points = []
    for number in range(1, POINTS + 1):
        time.sleep(hours * 3600 / POINTS)
        points.append(_point(hours * number / POINTS, evidence))
    eye.stop()
    evidence.stop()
    return points, evidence


def _point(hours, evidence):
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    newest = evidence.events(limit=1)
    return Point(
        hours=round(hours, 2),
        rss_mb=round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1),
        threads=threading.active_count(),
        files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        events=newest[0].number if newest else 0,
        used_mb=round(evidence.shelf.used_bytes / 1e6, 2),
    )


def main():
    import argparse

    from hardware_mocks.virtual_time import VirtualTime, real
    from hardware_mocks.virtual_time.install import install

    install()
    parser = argparse.ArgumentParser()
    parser.add_argument("hours", type=float)
    parser.add_argument("--fps", type=float, default=10)
    parser.add_argument("--every-s", type=float, default=600)
    parser.add_argument("--events-only", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, VirtualTime():
        began_s = real.process_time()
        points, _ = run(
            wanted.hours,
            folder,
            fps=wanted.fps,
            every_s=wanted.every_s,
            events_only=wanted.events_only,
        )
        for point in points:
            print(json.dumps(asdict(point)))
        print(f"{real.process_time() - began_s:.1f} CPU s")
    os._exit(0)


if __name__ == "__main__":
    main()
