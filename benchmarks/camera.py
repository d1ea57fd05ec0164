"""What pictures, films and their viewers cost: `python -m benchmarks.camera NAME` prints one."""

import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from makerkit.camera.clips import ClipWriter
from makerkit.camera.fan_out import MP4, FanOut
from makerkit.camera.frame import Frame
from makerkit.camera.h264 import H264Encoder
from makerkit.camera.packets import Packet

FPS = 15.0
SIZES = {"480p": (640, 480), "720p": (1280, 720)}
FRAMES = 90
ROUNDS = 5


def frames(size: tuple[int, int], count: int = FRAMES) -> list[Frame]:
    """Return frames as a camera gives them: a room with noise, somebody walks."""
    width, height = size
    chance = np.random.default_rng(5)
    room = cv2.resize(chance.integers(40, 200, (12, 16, 3), np.uint8), size)
    noise = [chance.integers(0, 6, (height, width, 3), np.uint8) for _ in range(8)]
    made = []
    for number in range(count):
        image = cv2.add(room, noise[number % 8])
        at = (number * width // 120 + 40, height // 2)
        cv2.ellipse(image, at, (width // 24, height // 5), 0, 0, 360, (40, 60, 120), -1)
        made.append(Frame.from_bgr(number, round(number * 1e9 / FPS), image))
    return made


def encode(name: str) -> list[float]:
    """Return CPU ms a frame: the kit's encoder, bare libx264 given YUV, MJPEG at quality 80."""
    size = SIZES[name]
    given = frames(size)
    planes = [frame.yuv().copy() for frame in given]

    def kit() -> None:
        encoder = H264Encoder(*size, fps=FPS)
        for frame in given:
            frame.__dict__.pop("_compact", None)  # a new frame has not been converted
            encoder.encode(frame)

    def bare() -> None:
        codec: Any = av.CodecContext.create("libx264", "w")
        codec.width, codec.height, codec.pix_fmt = *size, "yuv420p"
        codec.time_base, codec.framerate = Fraction(1, 15), Fraction(15)
        codec.bit_rate, codec.gop_size, codec.thread_count = (
            round(0.1 * 15 * size[0] * size[1]),
            15,
            1,
        )
        codec.options = {"preset": "ultrafast", "tune": "zerolatency"}
        for number, array in enumerate(planes):
            picture = av.VideoFrame.from_ndarray(array, format="yuv420p")
            picture.pts = number
            codec.encode(picture)

    def mjpeg() -> None:
        for frame in given:
            cv2.imencode(".jpg", frame.image, [cv2.IMWRITE_JPEG_QUALITY, 80])

    return [_cpu_ms(work) / FRAMES for work in (kit, bare, mjpeg)]


def viewers() -> list[list[float]]:
    """Return CPU ms a frame for 1, 4 and 8 viewers: from one encode, and with one encode each."""
    given = frames(SIZES["480p"], 45)
    return [[_shared_ms(given, count), _apart_ms(given, count)] for count in (1, 4, 8)]


def _shared_ms(given: Sequence[Frame], count: int) -> float:
    def work() -> None:
        fan_out = FanOut(count, fps=FPS)
        looking = [fan_out.subscribe(MP4) for _ in range(count)]
        for frame in given:
            frame.__dict__.pop("_compact", None)
            fan_out.show(frame)
            for viewer in looking:
                while (part := viewer.next(0)) is not None:
                    part.message()

    return _cpu_ms(work) / len(given)


def _apart_ms(given: Sequence[Frame], count: int) -> float:
    def work() -> None:
        encoders = [H264Encoder(640, 480, fps=FPS) for _ in range(count)]
        for frame in given:
            for encoder in encoders:
                frame.__dict__.pop("_compact", None)
                encoder.encode(frame)

    return _cpu_ms(work) / len(given)


def luma() -> list[float]:
    """Return CPU us for the brightness of a 640x480 picture: of YUV420, and by cvtColor."""
    given = frames(SIZES["480p"], 10)
    planes = [frame.yuv().copy() for frame in given]

    def view() -> None:
        for number in range(1000):
            _ = Frame.from_yuv(number, number, planes[number % 10]).luma

    def convert() -> None:
        for number in range(1000):
            _ = Frame.from_bgr(number, number, given[number % 10].image).luma

    return [_cpu_ms(view), _cpu_ms(convert)]


def clip() -> list[float]:
    """Return CPU ms a packet for writing a clip: the kit, and PyAV's own muxer."""
    encoder = H264Encoder(640, 480, fps=FPS)
    packets = [packet for frame in frames(SIZES["480p"], 300) for packet in encoder.encode(frame)]
    with tempfile.TemporaryDirectory() as folder:
        names = iter(range(100))

        def kit() -> None:
            with ClipWriter(Path(folder) / f"{next(names)}.mp4", (640, 480)) as writer:
                writer.write_all(packets)

        def pyav() -> None:
            _mux(packets, Path(folder) / f"{next(names)}.mp4")

        return [_cpu_ms(work) / len(packets) for work in (kit, pyav)]


def _mux(packets: Sequence[Packet], path: Path) -> None:
    """Write packets with FFmpeg's muxer, in fragments of half a second, not brought to the disk."""
    options = {
        "movflags": "frag_keyframe+empty_moov+default_base_moof",
        "frag_duration": "500000",
        "flush_packets": "1",
    }
    sample = av.open(io.BytesIO(packets[0].data), format="h264")
    with av.open(str(path), "w", format="mp4", options=options) as film:
        stream = film.add_stream_from_template(sample.streams.video[0])
        for packet in packets:
            made: Any = av.Packet(packet.data)
            made.stream, made.time_base = stream, Fraction(1, 1_000_000)
            made.pts = made.dts = packet.pts_us
            made.is_keyframe = packet.is_key
            film.mux(made)
    sample.close()


def _cpu_ms(work: Callable[[], None]) -> float:
    def once() -> float:
        began_s = time.process_time()
        work()
        return (time.process_time() - began_s) * 1000

    return min(once() for _ in range(ROUNDS))


if __name__ == "__main__":
    cv2.setNumThreads(1)
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
