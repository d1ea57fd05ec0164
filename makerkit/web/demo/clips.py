"""A few clips for the demo, as real as those of an alarm: H.264 in MP4, made at the first start."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from makerkit.camera.clips import ClipWriter
from makerkit.camera.frame import Frame
from makerkit.camera.h264 import H264Encoder
from makerkit.web.demo.picture import HEIGHT, WIDTH, Porch

FPS = 12
CLIPS = (("Somebody at the door", 8.0, 0.8), ("By lamplight", 6.0, 0.25))


@dataclass(frozen=True, slots=True)
class DemoClip:
    """A clip of the demo."""

    title: str
    path: Path
    seconds: float
    started_s: float


def make_clips(folder: Path) -> list[DemoClip]:
    """Return the clips in a folder, made if they are not there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [_clip(folder, *wanted) for wanted in CLIPS]


def _clip(folder: Path, title: str, seconds: float, brightness: float) -> DemoClip:
    name = hashlib.sha256(title.encode()).hexdigest()[:12]
    path = folder / f"{name}.mp4"
    if not path.exists():
        for left in folder.glob(f"{name}*.part"):
            left.unlink()
        _write(path, seconds, brightness)
    return DemoClip(title, path, seconds, path.stat().st_mtime)


def _write(path: Path, seconds: float, brightness: float) -> None:
    porch, begun_s = Porch(), time.time()
    encoder = H264Encoder(WIDTH, HEIGHT, fps=FPS)
    with ClipWriter(path, (WIDTH, HEIGHT)) as clip:
        for number in range(round(seconds * FPS)):
            at_s = number / FPS
            picture = porch.draw(
                somebody=at_s / seconds, brightness=brightness, pan=0, tilt=0, now_s=begun_s + at_s
            )
            frame = Frame.from_bgr(number, round(at_s * 1e9), picture)
            clip.write_all(encoder.encode(frame))
        clip.write_all(encoder.close())
