"""A clip: packets written to an MP4 that plays whatever happens while it is written.

The file grows by fragments of at most half a second, each brought to the disk before the next.
Until it is finished its name ends in `.part`. After a power cut, `recover` (in `recovery.py`) makes
an ordinary clip of it.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from makerkit.atomic_file import cannot_write
from makerkit.camera.clip_file import ClipFile, DiskFullError
from makerkit.camera.mp4 import boxes
from makerkit.camera.mp4.nal import ParameterSets, sample
from makerkit.camera.packets import Packet
from makerkit.camera.steady_time import SteadyTime
from makerkit.errors import BadInputError

__all__ = ["FRAGMENT_S", "PART", "Clip", "ClipWriter", "DiskFullError"]

FRAGMENT_S = 0.5
"""The most that a power cut costs."""

PART = ".part"


@dataclass(frozen=True, slots=True)
class Clip:
    """A finished clip.

    Attributes:
        created_s: Unix time of its first picture.
    """

    path: Path
    duration_s: float
    pictures: int
    size_bytes: int
    created_s: float


class ClipWriter:
    """Writes one clip. Bringing data to an SD card may take long: give it a thread of its own.

    It begins with the first key frame it gets. Lost pictures leave their gap; a clock that jumps
    does not (see `SteadyTime`).

    Example:
        >>> with ClipWriter("door.mp4") as clip:  # doctest: +SKIP
        ...     clip.write_all(ring.since(pressed_ns - 5_000_000_000))
        ...     for packet in packets:
        ...         clip.write(packet)

    Attributes:
        path: where the clip will be once it is closed.
        skipped: packets before the first key frame, and after a full disk before the next.
        clip: what became of it, once it is closed and not empty.
    """

    def __init__(
        self,
        path: str | Path,
        size: tuple[int, int] | None = None,
        *,
        created_s: float | None = None,
        extradata: bytes = b"",
        fragment_s: float = FRAGMENT_S,
    ) -> None:
        """Create the file.

        Args:
            size: width and height in pixels; the pictures tell it when left out.
            created_s: Unix time of the first picture; now when left out.
            extradata: SPS and PPS, of an encoder that does not repeat them at key frames.
            fragment_s: the most that a power cut may cost; more saves the disk some work.

        Raises:
            BadInputError: the file cannot be written, or exists.
            NotThereError: there is no such folder.
        """
        self.path = Path(path)
        self.skipped = 0
        self.clip: Clip | None = None
        self._waits_for_key = True
        self._size = size
        self._created_s = time.time() if created_s is None else created_s
        self._extradata = extradata
        self._sets: ParameterSets | None = None
        self._fragment_us = round(fragment_s * 1e6)
        self._time = SteadyTime()
        self._waiting: list[tuple[int, bytes, bool]] = []  # where it stands, picture, is it a key
        self._pictures = 0
        self._end_us = 0
        self._index: list[tuple[int, int]] = []
        self._fragments = 0
        if self.path.exists():
            raise BadInputError(f"{self.path} exists already. Choose another name for the clip.")
        try:
            self._file = ClipFile(self.path.with_name(self.path.name + PART))
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def duration_s(self) -> float:
        """How much of the film is safe on the disk."""
        return self._end_us / 1e6

    def write_all(self, packets: list[Packet]) -> None:
        """Write packets in their order: the seconds before, from a ring."""
        for packet in packets:
            self.write(packet)

    def write(self, packet: Packet) -> None:
        """Add a packet; each half a second they are brought to the disk.

        Raises:
            DiskFullError: there is no room. What was written stays, `close` makes a clip of it.
            BadInputError: the pictures have another size or form than at the beginning.
        """
        if self._waits_for_key and not packet.is_key:
            self.skipped += 1
            return
        if packet.is_key:
            self._check_sets(packet)
            self._waits_for_key = False
        at_us = self._time.place(packet.t_ns)
        if self._waiting and (packet.is_key or self._is_long_enough(at_us)):
            self._write_waiting(until_us=at_us)
        self._waiting.append((at_us, sample(packet.data), packet.is_key))

    def flush(self) -> None:
        """Bring everything to the disk now: the camera has stopped for a while."""
        if self._waiting:
            self._write_waiting(until_us=self._waiting[-1][0] + self._time.usual_us)

    def close(self) -> Clip | None:
        """Finish the clip and give it its name; None, and no file, when nothing was written."""
        if self._file.is_closed:
            return self.clip
        with suppress(DiskFullError):  # whoever wrote last was told
            self.flush()
        if not self._fragments:
            self._file.remove()
            return None
        self._file.finish(boxes.duration(self._end_us), boxes.index(self._index))
        self.path = self._file.rename(self.path)
        size_bytes = self.path.stat().st_size
        self.clip = Clip(self.path, self.duration_s, self._pictures, size_bytes, self._created_s)
        return self.clip

    def _is_long_enough(self, at_us: int) -> bool:
        """Whether more would wait than may be lost once the next picture is on its way, too."""
        return at_us + 2 * self._time.usual_us - self._waiting[0][0] > self._fragment_us

    def _check_sets(self, packet: Packet) -> None:
        data = packet.data if self._sets or not self._extradata else self._extradata
        try:
            sets = ParameterSets.of(data)
        except BadInputError:
            if self._sets:
                return  # it does not repeat them
            raise
        if self._sets is None:
            size = self._size or sets.size
            self._file.append(boxes.header(sets, size, created_s=self._created_s), 0.0)
            self._sets = sets  # only now: a full disk may have refused the header
        elif sets != self._sets:
            raise BadInputError(
                f"The pictures for {self.path} have changed their size or form after "
                f"{self._time.last_us / 1e6:.1f} s. Begin a new clip."
            )

    def _write_waiting(self, *, until_us: int) -> None:
        begins = [begin for begin, _, _ in self._waiting]
        ends = [*begins[1:], until_us]
        samples = [
            boxes.Sample(data, end - begin, is_key)
            for (begin, data, is_key), end in zip(self._waiting, ends, strict=True)
        ]
        self._waiting.clear()
        self._waits_for_key = True  # unless this succeeds
        fragment = boxes.fragment(self._fragments + 1, begins[0], samples)
        place = self._file.append(fragment, self.duration_s)
        self._waits_for_key = False
        self._fragments += 1
        self._pictures += len(samples)
        self._end_us = until_us
        if samples[0].is_key:
            self._index.append((begins[0], place))
