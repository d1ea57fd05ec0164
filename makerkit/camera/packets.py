"""Encoded pictures: one packet each, and a ring that remembers the last seconds of them."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from makerkit.camera.steady_time import SteadyTime
from makerkit.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Packet:
    """One encoded H.264 picture.

    Attributes:
        data: Annex B: NAL units, each behind a start code; a key frame brings SPS and PPS along.
        t_ns: when the picture was taken, monotonic.
        pts_us: where it stands in the film: grows with each packet, whatever the clock does.
        is_key: whether decoding can begin here.
    """

    data: bytes
    t_ns: int
    pts_us: int
    is_key: bool


PacketSink = Callable[[Packet], object]
"""Whoever takes packets: a ring's `add`, a clip's `write`, a fan-out's `add`."""


class PacketRing:
    """The last seconds of a camera, ready to be the beginning of a clip.

    It begins with a key frame, always, and holds at least `seconds` once it has seen that many.
    Any thread may call it.

    Example:
        >>> ring = PacketRing(5.0)
        >>> ring.since(0)
        []
    """

    def __init__(self, seconds: float, *, most_bytes: int = 64_000_000) -> None:
        if not 0 < seconds <= 600:
            raise BadInputError(
                f"A ring of {seconds} seconds cannot be. Take more than 0 and at most 600."
            )
        self.seconds = seconds
        self._keep_us = round(seconds * 1e6)
        self._most_bytes = most_bytes
        self._packets: deque[Packet] = deque()
        self._keys: deque[int] = deque()  # places of key frames, counted since the beginning
        self._dropped = 0
        self._bytes = 0
        self._one_at_a_time = Lock()

    def __len__(self) -> int:
        return len(self._packets)

    @property
    def size_bytes(self) -> int:
        """How much memory the packets take."""
        return self._bytes

    def add(self, packet: Packet) -> None:
        """Add the newest packet; what is too old goes, a key frame with all that hangs on it."""
        with self._one_at_a_time:
            if not packet.is_key and not self._packets:
                return  # nothing to hang it on
            if packet.is_key:
                self._keys.append(self._dropped + len(self._packets))
            self._packets.append(packet)
            self._bytes += len(packet.data)
            while len(self._keys) > 1 and self._is_spare(packet.pts_us):
                self._drop_first_group()

    def since(self, t_ns: int) -> list[Packet]:
        """Return the packets from `t_ns` on, beginning with the key frame before it.

        Args:
            t_ns: monotonic time; earlier than the ring reaches gives all of it.
        """
        with self._one_at_a_time:
            packets = list(self._packets)
            starts = [place - self._dropped for place in self._keys]
        early = [start for start in starts if packets[start].t_ns <= t_ns]
        return packets[early[-1] if early else 0 :]

    def clear(self) -> None:
        """Forget everything, as when the camera came back with another size."""
        with self._one_at_a_time:
            self._dropped += len(self._packets)
            self._packets.clear()
            self._keys.clear()
            self._bytes = 0

    def _is_spare(self, newest_us: int) -> bool:
        second = self._packets[self._keys[1] - self._dropped]
        return newest_us - second.pts_us >= self._keep_us or self._bytes > self._most_bytes

    def _drop_first_group(self) -> None:
        self._keys.popleft()
        for _ in range(self._keys[0] - self._dropped):
            self._bytes -= len(self._packets.popleft().data)
            self._dropped += 1


class PacketStamper:
    """Makes packets of what another encoder wrote: the Pi's own, or a camera with H.264 inside.

    Example, on a Pi:
        >>> stamper = PacketStamper()
        >>> packet = stamper.packet(b"...", t_ns=1_000_000_000, is_key=True)
        >>> packet.pts_us
        0
    """

    def __init__(self, fps: float = 30.0) -> None:
        self._time = SteadyTime(usual_us=round(1e6 / fps))

    def packet(self, data: bytes, *, t_ns: int, is_key: bool) -> Packet:
        """Return the packet of one picture's Annex B bytes."""
        return Packet(data, t_ns, self._time.place(t_ns), is_key)
