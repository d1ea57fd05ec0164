"""What the eyes of the security system cost: `python -m benchmarks.security NAME` prints one.

The camera is drawn beforehand, as a Pi's gives it: 640x480 YUV420 with a 320x240 picture beside
it, ten a second. Somebody walks by for four seconds of each ten.
"""

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from makerkit.camera.clips import ClipWriter
from makerkit.camera.fan_out import MP4, FanOut
from makerkit.camera.frame import Frame, Picture
from makerkit.camera.h264 import H264Encoder, make_key, open_codec, video_frame
from makerkit.camera.packets import PacketRing
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings
from security_system.eyes.eye import Eye
from security_system.eyes.picture import Pictures
from security_system.eyes.settings import CameraSettings
from security_system.eyes.tamper import TamperWatch
from security_system.motion.detector import MotionDetector
from security_system.motion.settings import MotionSettings

FPS = 10
SIZE, SMALL = (640, 480), (320, 240)
DRAWN = 100
WHOLE_S = 10.0
ROUNDS = 3
Planes = tuple[Picture, Picture]


def drawn() -> list[Planes]:
    """Return ten seconds of a room: noise, and somebody who walks in four of them."""
    chance = np.random.default_rng(5)
    width, height = SIZE
    room = cv2.resize(chance.integers(50, 190, (12, 16), np.uint8), SIZE)
    noise = [chance.integers(0, 6, (height, width), np.uint8) for _ in range(8)]
    made = []
    for number in range(DRAWN):
        luma = cv2.add(room, noise[number % 8])
        if number >= 60:
            at = ((number - 60) * 14 + 20, height // 2)
            cv2.ellipse(luma, at, (26, 96), 0, 0, 360, 30, -1)
        small = cv2.resize(luma, SMALL, interpolation=cv2.INTER_AREA)
        made.append((_planes(luma), _planes(small)))
    return made


def _planes(luma: Any) -> Picture:
    height, width = luma.shape
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = luma
    return planes


def frame(planes: Planes, number: int, t_ns: int) -> Frame:
    """Return a picture as the Pi's camera source makes it: both copied out of its buffers."""
    large, small = planes
    return Frame.from_yuv(number, t_ns, large.copy(), lores=small.copy())


class DrawnCamera:
    """Gives the drawn pictures at the speed of life."""

    name = "drawn"
    fps = float(FPS)

    def __init__(self, pictures: list[Planes]) -> None:
        self._pictures = pictures

    def open(self) -> None:
        """Begin now."""
        self._due_ns = time.monotonic_ns()

    def read(self, number: int) -> Frame:
        """Wait for the next picture."""
        self._due_ns += 1_000_000_000 // FPS
        time.sleep(max(0, self._due_ns - time.monotonic_ns()) / 1e9)
        return frame(self._pictures[number % DRAWN], number, self._due_ns)

    def interrupt(self) -> None:
        """A picture comes soon."""

    def close(self) -> None:
        """Nothing is open."""


def whole(what: str) -> list[float]:
    """Return how busy a core is with the whole process, in %, and beside it a common recipe.

    Args:
        what: "watch" (motion alone), "ring" (and the last seconds encoded), "viewer" (and somebody
            looks, and clips are written of who walks by).
    """
    cv2.setNumThreads(1)
    pictures = drawn()
    with tempfile.TemporaryDirectory() as folder:
        evidence = Evidence(Path(folder) / "clips", RecordingSettings(least_free_gb=0))
        evidence.set_home(is_home=False, is_leaving=what == "ring")
        evidence.start()
        record = "never" if what == "watch" else "motion"
        settings = CameraSettings(record=record, frozen_s=0)
        eye = Eye(
            "hall",
            settings,
            lambda _order: None,
            evidence=evidence,
            zones={"hall": ""},
            source=DrawnCamera(pictures),
        )
        eye.start()
        if what == "viewer":
            threading.Thread(target=_look, args=(eye.fan_out,), daemon=True).start()
        time.sleep(2.0)
        share = _busy(lambda: time.sleep(WHOLE_S))
        eye.stop()
        evidence.stop()
    return [share, _recipe(pictures)]


def _look(fan_out: FanOut) -> None:
    with fan_out.subscribe(MP4) as viewer:
        for part in viewer:
            part.message()


def _busy(work: Callable[[], object]) -> float:
    began_s, cpu_s = time.monotonic(), time.process_time()
    work()
    return 100 * (time.process_time() - cpu_s) / (time.monotonic() - began_s)


def _recipe(pictures: list[Planes]) -> float:
    """Return how busy the recipe of many tutorials is: MOG2 on the whole picture, JPEG for a page.

    It records nothing, and has no seconds of before.
    """
    camera, background = DrawnCamera(pictures), cv2.createBackgroundSubtractorMOG2()

    def work() -> None:
        camera.open()
        for number in range(FPS * 5):
            picture = camera.read(number)
            background.apply(picture.luma if picture.lores is None else picture.image[:480])
            cv2.imencode(".jpg", picture.bgr(), [cv2.IMWRITE_JPEG_QUALITY, 80])

    return _busy(work)


def parts() -> dict[str, list[float]]:
    """Return CPU ms a picture of each part, and of a rival or a floor of the same."""
    cv2.setNumThreads(1)
    pictures = drawn()
    given = [frame(p, n, n * 100_000_000) for n, p in enumerate(pictures)]
    eye = Pictures(CameraSettings())
    stamped = Pictures(CameraSettings(stamp=True, private=(((0, 0), (0.2, 0), (0.2, 0.3)),)))
    encoded = H264Encoder(*SIZE, fps=FPS)
    packets = [packet for each in given for packet in encoded.encode(each)]
    small = [each.luma for each in given]
    with tempfile.TemporaryDirectory() as folder:
        names = iter(range(1000))
        return {
            "capture": [
                _ms(lambda: [frame(p, n, 0) for n, p in enumerate(pictures)]),
                _ms(lambda: [large.copy() for large, _ in pictures]),
            ],
            "luma": [
                _ms(lambda: [eye.looked_at(each) for each in given]),
                _ms(lambda: [cv2.resize(each.image[:480], SMALL) for each in given]),
            ],
            "motion": [_ms(lambda: _motion(small)), _ms(lambda: _mog2(small))],
            "tamper": [_ms(lambda: _tamper(small)), _ms(lambda: _mean(small))],
            "stamp and mask": [
                _ms(lambda: [stamped.shown(each, n / 10) for n, each in enumerate(given)]),
                _ms(lambda: [each.yuv().copy() for each in given]),
            ],
            "encode": [_ms(lambda: _encode(given)), _ms(lambda: _bare_x264(given))],
            "packet": [
                _ms(lambda: _record(packets, Path(folder) / f"{next(names)}.mp4")),
                _ms(lambda: (Path(folder) / "raw").write_bytes(b"".join(p.data for p in packets))),
            ],
            "viewer": [_ms(lambda: _viewers(packets, 1)), _ms(lambda: _viewers(packets, 0))],
        }


def _motion(small: list[Picture]) -> None:
    detector = MotionDetector(MotionSettings(), SMALL)
    for number, luma in enumerate(small):
        detector.look(luma, number / FPS)


def _mog2(small: list[Picture]) -> None:
    background = cv2.createBackgroundSubtractorMOG2()
    for luma in small:
        background.apply(cv2.resize(luma, (160, 120), interpolation=cv2.INTER_AREA))


def _tamper(small: list[Picture]) -> None:
    watch = TamperWatch()
    for number, luma in enumerate(small):
        watch.look(luma, number / FPS)


def _mean(small: list[Picture]) -> None:
    for luma in small:
        luma.mean()


def _encode(given: list[Frame]) -> None:
    encoder = H264Encoder(*SIZE, fps=FPS)
    for each in given:
        encoder.encode(each)


def _bare_x264(given: list[Frame]) -> None:
    options = {"preset": "ultrafast"}
    codec = open_codec(*SIZE, fps=FPS, bitrate=round(0.1 * FPS * 640 * 480), options=options)
    for number, each in enumerate(given):
        picture = video_frame(each.image, number * 100_000)
        if number % FPS == 0:
            make_key(picture)
        codec.encode(picture)


def _record(packets: list[Any], path: Path) -> None:
    ring = PacketRing(6.0)
    with ClipWriter(path, SIZE) as writer:
        for packet in packets:
            ring.add(packet)
            writer.write(packet)


def _viewers(packets: list[Any], count: int) -> None:
    fan_out = FanOut(4, fps=FPS)
    looking = [fan_out.subscribe(MP4) for _ in range(count)]
    for packet in packets:
        fan_out.add(packet)
        for viewer in looking:
            while (part := viewer.next(0)) is not None:
                part.message()


def _ms(work: Callable[[], object]) -> float:
    def once() -> float:
        began_s = time.process_time()
        work()
        return (time.process_time() - began_s) * 1000 / DRAWN

    return min(once() for _ in range(ROUNDS))


def memory() -> list[float]:
    """Return MB of a process that watches, records and shows; and with its imports alone."""
    imports_mb = _rss_mb()
    pictures = drawn()[:DRAWN]
    drawn_mb = sum(a.nbytes + b.nbytes for a, b in pictures) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        evidence = Evidence(Path(folder) / "clips", RecordingSettings(least_free_gb=0))
        evidence.set_home(is_home=False)
        evidence.start()
        source = DrawnCamera(pictures)
        settings = CameraSettings(frozen_s=0)
        eye = Eye("hall", settings, lambda _: None, evidence=evidence, source=source)
        eye.start()
        threading.Thread(target=_look, args=(eye.fan_out,), daemon=True).start()
        time.sleep(WHOLE_S)
        used_mb = _rss_mb() - drawn_mb
        eye.stop()
        evidence.stop()
    return [used_mb, imports_mb]


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
