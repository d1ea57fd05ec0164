"""Small pictures in which something moves, their packets, and what plays of a clip."""

import time

import av
import numpy as np

from makerkit.camera.frame import Frame
from makerkit.camera.h264 import H264Encoder
from makerkit.camera.packets import Packet

SIZE = (64, 48)
FPS = 10
NS = 1_000_000_000


def frame(number, t_ns=0, size=SIZE):
    """A bright block that walks to the right over grey."""
    width, height = size
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = 60 + (np.arange(width) % 16)
    left = number * 2 % (width - 8)
    planes[8:24, left : left + 8] = 220
    return Frame.from_yuv(number, t_ns, planes)


def film(count, size=SIZE):
    """Return packets without times of their own: `at` gives them theirs."""
    encoder = H264Encoder(*size, fps=FPS)
    packets = []
    for number in range(count):
        packets += encoder.encode(frame(number, round(number * NS / FPS), size))
    return packets


class Stream:
    """Gives a film's packets over and over, each at its time: `now` or any."""

    def __init__(self, packets, begin_ns=None):
        self.packets = packets
        self.count = 0
        self.begin_ns = time.monotonic_ns() if begin_ns is None else begin_ns

    @property
    def t_ns(self):
        return self.begin_ns + round(self.count * NS / FPS)

    def next(self):
        packet = self.packets[self.count % len(self.packets)]
        made = Packet(packet.data, self.t_ns, round(self.count * 1e6 / FPS), packet.is_key)
        self.count += 1
        return made


def times_s(path):
    """Return when each picture of a clip is shown, decoding all of it."""
    with av.open(str(path)) as opened:
        return [float(picture.pts * picture.time_base) for picture in opened.decode(video=0)]


def seconds_that_play(path):
    """Return how long a clip plays; it must have no hole."""
    seen = times_s(path)
    assert len(seen) == round(seen[-1] * FPS) + 1, "a picture in the middle is missing"
    return seen[-1] + 1 / FPS
