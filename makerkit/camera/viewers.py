"""The place of one viewer: it holds what is newest, drops what comes too fast, waits for nobody."""

import struct
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from threading import Condition
from typing import Self

from makerkit.camera.mp4.live import LiveStream
from makerkit.camera.mp4.nal import ParameterSets
from makerkit.camera.packets import Packet
from makerkit.errors import MakerKitError

JPEG, MP4 = "jpeg", "mp4"
MOST_WAITING = 30
"""Packets that wait for a slow viewer: two seconds at 15 frames/s. Then it skips to a key frame."""


class PlacesTakenError(MakerKitError, RuntimeError):
    """As many look at the camera as may."""

    def __init__(self, places: int) -> None:
        super().__init__(
            f"All {places} places are taken: so many look at this camera already. "
            "Close another page that shows it."
        )
        self.places = places


class Kind(IntEnum):
    """What a part of a stream is; the first byte of a message on the video socket."""

    JPEG = 1
    HEADER = 2
    FRAGMENT = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One message to a viewer.

    Attributes:
        t_us: when the picture was taken, monotonic.
        codec: with a header, its name for `video/mp4; codecs="..."`.
    """

    kind: Kind
    t_us: int
    data: bytes
    codec: str = ""

    def message(self) -> bytes:
        """Return it as it goes over the video socket: kind, time in us (8 bytes), data."""
        return struct.pack(">BQ", self.kind, max(0, self.t_us)) + self.data


class Viewer:
    """One who looks. A context manager, and an iterator over the parts of its stream."""

    way = ""

    def __init__(self, leave: Callable[["Viewer"], None]) -> None:
        self._leave = leave
        self._has_ended = False
        self._news = Condition()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Part]:
        while not self.has_ended:
            part = self.next(None)
            if part is not None:
                yield part

    @property
    def has_ended(self) -> bool:
        """Whether nothing will come any more."""
        return self._has_ended

    def next(self, timeout_s: float | None) -> Part | None:
        """Return the next part; None when nothing came in time, or when the stream has ended."""
        with self._news:
            self._news.wait_for(lambda: self._has_ended or self._has_news(), timeout_s)
            return self._take() if self._has_news() and not self._has_ended else None

    def end(self) -> None:
        """Wake up whoever waits and tell that it is over."""
        with self._news:
            self._has_ended = True
            self._news.notify_all()

    def close(self) -> None:
        """Leave the place to somebody else."""
        self._leave(self)
        self.end()

    def _has_news(self) -> bool:
        raise NotImplementedError

    def _take(self) -> Part:
        raise NotImplementedError


class JpegViewer(Viewer):
    """Looks at JPEG pictures: a newer one takes the place of one not yet fetched."""

    way = JPEG

    def __init__(self, leave: Callable[[Viewer], None]) -> None:
        super().__init__(leave)
        self._part: Part | None = None
        self.skipped = 0

    def offer(self, jpeg: bytes, t_ns: int) -> None:
        """Put a picture there."""
        with self._news:
            self.skipped += self._part is not None
            self._part = Part(Kind.JPEG, t_ns // 1000, jpeg)
            self._news.notify_all()

    def _has_news(self) -> bool:
        return self._part is not None

    def _take(self) -> Part:
        assert self._part is not None
        part, self._part = self._part, None
        return part


class Mp4Viewer(Viewer):
    """Looks at H.264: a header, then a fragment for each picture, from a key frame on.

    When it is too slow, what waits is thrown away and it goes on at the next key frame.
    """

    way = MP4

    def __init__(self, leave: Callable[[Viewer], None], fps: float) -> None:
        super().__init__(leave)
        self._usual_us = round(1e6 / fps)
        self._parts: deque[Part] = deque()
        self._stream: LiveStream | None = None
        self._waits_for_key = True
        self.skipped = 0

    def offer(self, packet: Packet, data: bytes, sets: ParameterSets | None) -> None:
        """Queue a packet's fragment.

        Args:
            data: the packet as MP4 holds it, made once for all viewers.
            sets: what a key frame brings for decoders; others, such as of another size, begin a
                new stream.
        """
        with self._news:
            if self._stream is not None and sets not in (None, self._stream.sets):
                self._stream = None
            if len(self._parts) >= MOST_WAITING:
                self._skip()
            if self._waits_for_key and not packet.is_key:
                self.skipped += 1
                return
            self._waits_for_key = False
            self._queue(packet, data, sets)
            self._news.notify_all()

    def _queue(self, packet: Packet, data: bytes, sets: ParameterSets | None) -> None:
        t_us = packet.t_ns // 1000
        if self._stream is None:
            assert sets is not None, "a stream begins with a key frame"
            self._stream = LiveStream(packet, sets, usual_us=self._usual_us)
            self._parts.append(Part(Kind.HEADER, t_us, self._stream.header, self._stream.codec))
        self._parts.append(Part(Kind.FRAGMENT, t_us, self._stream.fragment(packet, data)))

    def _skip(self) -> None:
        headers = [part for part in self._parts if part.kind is Kind.HEADER]
        self.skipped += len(self._parts) - len(headers)
        self._parts = deque(headers)
        self._waits_for_key = True

    def _has_news(self) -> bool:
        return bool(self._parts)

    def _take(self) -> Part:
        return self._parts.popleft()
