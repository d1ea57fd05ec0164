"""Read a fragmented MP4 that may end anywhere: which of it is whole, and how long that lasts."""

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_BOX_BYTES = 1 << 30
Data = bytes | mmap.mmap
_SYNC_FLAG = 0x00010000  # sample_is_non_sync_sample


@dataclass(frozen=True, slots=True)
class Fragment:
    """One whole fragment.

    Attributes:
        place: where its `moof` begins in the file.
        end: where the next box begins.
        start_us, duration_us: where it stands in the film.
        pictures: how many it holds.
        begins_with_key: whether playing can begin here.
    """

    place: int
    end: int
    start_us: int
    duration_us: int
    pictures: int
    begins_with_key: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file holds.

    Attributes:
        good_bytes: up to here it has whole fragments.
        broken_bytes: how much of the rest is a fragment that was not finished.
        duration_place: where the box stands that says, or will say, how long the film is.
        has_header: whether it begins as a film does.
    """

    good_bytes: int
    broken_bytes: int
    fragments: tuple[Fragment, ...] = ()
    duration_place: int | None = None
    has_header: bool = False

    @property
    def duration_us(self) -> int:
        """How long the whole part lasts."""
        if not self.fragments:
            return 0
        return self.fragments[-1].start_us + self.fragments[-1].duration_us

    @property
    def pictures(self) -> int:
        """How many pictures the whole part has."""
        return sum(fragment.pictures for fragment in self.fragments)

    def index(self) -> list[tuple[int, int]]:
        """Return (time in us, place) of the fragments at which playing can begin."""
        return [(f.start_us, f.place) for f in self.fragments if f.begins_with_key]


def scan(path: Path) -> Scan:
    """Return what of a file is whole. Any bytes are accepted; nothing is changed."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return Scan(0, 0)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return scan_bytes(data)


def scan_bytes(data: Data) -> Scan:
    """Return what of these bytes is whole."""
    boxes = list(_boxes(data, 0, len(data)))
    kinds = [kind for kind, _, _ in boxes[:2]]
    if kinds != [b"ftyp", b"moov"]:
        return Scan(0, len(data))
    _, moov, moov_end = boxes[1]
    fragments: list[Fragment] = []
    good = moov_end
    rest = boxes[2:]
    for (kind, begin, _), (next_kind, inside, end) in zip(rest[::2], rest[1::2], strict=False):
        found = None
        if (kind, next_kind) == (b"moof", b"mdat"):
            found = _fragment(data, begin, inside, end)
        if found is None:
            break
        fragments.append(found)
        good = end
    index_end = next((end for kind, begin, end in boxes if kind == b"mfra" and begin > good), good)
    place = _place_of_duration(data, moov, moov_end)
    return Scan(good, len(data) - index_end, tuple(fragments), place, has_header=True)


def _boxes(data: Data, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, place of the content and end of each whole box."""
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        if not 8 <= size <= MOST_BOX_BYTES or at + size > end:
            return
        yield kind, at + 8, at + size
        at += size


def _fragment(data: Data, moof: int, mdat: int, end: int) -> Fragment | None:
    """Return the fragment whose `moof` has its content at `moof`; None when it is damaged."""
    traf = _inside(data, moof, mdat - 8, b"traf")
    if traf is None:
        return None
    tfdt, trun = _inside(data, *traf, b"tfdt"), _inside(data, *traf, b"trun")
    if tfdt is None or trun is None or tfdt[1] - tfdt[0] != 12:
        return None
    rows = _rows(data, *trun)
    if not rows or not _are_whole(data, mdat, end, [size for _, size, _ in rows]):
        return None
    start_us = struct.unpack_from(">Q", data, tfdt[0] + 4)[0]
    length_us = sum(duration_us for duration_us, _, _ in rows)
    is_key = not rows[0][2] & _SYNC_FLAG
    return Fragment(moof - 8, end, start_us, length_us, len(rows), is_key)


def _rows(data: Data, begin: int, end: int) -> list[tuple[int, int, int]]:
    """Return duration, size and flags of each picture."""
    if end - begin < 12:
        return []
    count = struct.unpack_from(">I", data, begin + 4)[0]
    if end - begin != 12 + 12 * count:
        return []
    return list(struct.iter_unpack(">III", data[begin + 12 : end]))


def _are_whole(data: Data, begin: int, end: int, sizes: list[int]) -> bool:
    """Whether the pictures fill their box, each a chain of NAL units: zeros are none."""
    if sum(sizes) != end - begin:
        return False
    for size in sizes:
        stop = begin + size
        while begin < stop:
            if begin + 5 > stop:
                return False
            length = int.from_bytes(data[begin : begin + 4], "big")
            if length == 0 or data[begin + 4] & 0x80:
                return False
            begin += 4 + length
        if begin != stop:
            return False
    return True


def _inside(data: Data, begin: int, end: int, wanted: bytes) -> tuple[int, int] | None:
    for kind, start, stop in _boxes(data, begin, end):
        if kind == wanted:
            return start, stop
    return None


def _place_of_duration(data: Data, moov: int, end: int) -> int | None:
    mvex = _inside(data, moov, end, b"mvex")
    if mvex is None:
        return None
    first = next(_boxes(data, *mvex), None)
    return mvex[0] if first and first[0] in (b"free", b"mehd") else None
