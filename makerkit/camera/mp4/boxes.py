"""The boxes of a fragmented MP4 (ISO/IEC 14496-12 and -15), for one H.264 track."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from makerkit.camera.mp4.nal import ParameterSets

TIMESCALE = 1_000_000
"""Units of time in a second: the film's stamps stand in it as they are, in microseconds."""

SINCE_1904_S = 2_082_844_800
"""Seconds from 1904, where MP4 counts from, to 1970."""

MEHD_BYTES = 20
_SYNC, _NO_SYNC = 0x02000000, 0x01010000
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture in a fragment.

    Attributes:
        data: NAL units with their lengths.
        duration_us: until the next picture.
    """

    data: bytes
    duration_us: int
    is_key: bool


def box(kind: bytes, *content: bytes) -> bytes:
    """Return a box with its content."""
    size = 8 + sum(map(len, content))
    return b"".join((struct.pack(">I4s", size, kind), *content))


def full_box(kind: bytes, version: int, flags: int, *content: bytes) -> bytes:
    """Return a box that has a version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def header(sets: ParameterSets, size: tuple[int, int], *, created_s: float = 0) -> bytes:
    """Return what a file, or a viewer's stream, begins with: `ftyp` and `moov`.

    Args:
        size: width and height in pixels.
        created_s: Unix time of the first picture; 0 says nothing.
    """
    created = int(created_s) + SINCE_1904_S if created_s else 0
    return box(b"ftyp", b"iso5", struct.pack(">I", 512), b"iso5iso6avc1mp41") + box(
        b"moov", _mvhd(created), _trak(sets, size, created), box(b"mvex", no_duration(), _trex())
    )


def duration(duration_us: int) -> bytes:
    """Return the box that says how long the whole film is: `mehd`."""
    return full_box(b"mehd", 1, 0, struct.pack(">Q", duration_us))


def no_duration() -> bytes:
    """Return an empty box that keeps the place of `mehd` until the end is known."""
    return box(b"free", bytes(MEHD_BYTES - 8))


def fragment(number: int, start_us: int, samples: Sequence[Sample]) -> bytes:
    """Return `moof` and `mdat` of pictures that follow one another.

    Args:
        number: counts the fragments, from 1.
        start_us: where the first picture stands in the film.
    """
    parts = [fragment_head(number, start_us, samples)]
    parts.extend(sample.data for sample in samples)
    return b"".join(parts)


def fragment_head(number: int, start_us: int, samples: Sequence[Sample]) -> bytes:
    """Return a fragment without its last bytes, which are the pictures themselves."""
    mfhd = full_box(b"mfhd", 0, 0, struct.pack(">I", number))
    tfhd = full_box(b"tfhd", 0, 0x020000, struct.pack(">I", 1))
    tfdt = full_box(b"tfdt", 1, 0, struct.pack(">Q", start_us))
    fixed = 8 + len(mfhd) + 8 + len(tfhd) + len(tfdt)
    trun_bytes = 20 + 12 * len(samples)
    rows = b"".join(
        struct.pack(">III", s.duration_us, len(s.data), _SYNC if s.is_key else _NO_SYNC)
        for s in samples
    )
    offset = fixed + trun_bytes + 8
    trun = full_box(b"trun", 0, 0x000701, struct.pack(">Ii", len(samples), offset), rows)
    mdat = struct.pack(">I4s", 8 + sum(len(s.data) for s in samples), b"mdat")
    return box(b"moof", mfhd, box(b"traf", tfhd, tfdt, trun)) + mdat


def index(entries: Iterable[tuple[int, int]]) -> bytes:
    """Return the table at a file's end, by which a player finds a place in it: `mfra`.

    Args:
        entries: (time in us, place in the file) of each fragment that begins with a key frame.
    """
    rows = [struct.pack(">QQBBB", time_us, place, 1, 1, 1) for time_us, place in entries]
    tfra = full_box(b"tfra", 1, 0, struct.pack(">III", 1, 0, len(rows)), *rows)
    return box(b"mfra", tfra, full_box(b"mfro", 0, 0, struct.pack(">I", 8 + len(tfra) + 16)))


def _mvhd(created: int) -> bytes:
    times = struct.pack(">QQIQ", created, created, TIMESCALE, 0)
    return full_box(
        b"mvhd", 1, 0, times, struct.pack(">IH10x", 0x10000, 0x100), _MATRIX, bytes(24),
        struct.pack(">I", 2),
    )  # fmt: skip


def _trak(sets: ParameterSets, size: tuple[int, int], created: int) -> bytes:
    width, height = size
    tkhd = full_box(
        b"tkhd", 1, 3, struct.pack(">QQIIQ", created, created, 1, 0, 0), bytes(16), _MATRIX,
        struct.pack(">II", width << 16, height << 16),
    )  # fmt: skip
    mdhd = full_box(
        b"mdhd", 1, 0, struct.pack(">QQIQHH", created, created, TIMESCALE, 0, 0x55C4, 0)
    )
    hdlr = full_box(b"hdlr", 0, 0, struct.pack(">I4s12x", 0, b"vide"), b"video\0")
    url = full_box(b"url ", 0, 1)
    dinf = box(b"dinf", full_box(b"dref", 0, 0, struct.pack(">I", 1), url))
    vmhd = full_box(b"vmhd", 0, 1, bytes(8))
    return box(b"trak", tkhd, box(b"mdia", mdhd, hdlr, box(b"minf", vmhd, dinf, _stbl(sets, size))))


def _stbl(sets: ParameterSets, size: tuple[int, int]) -> bytes:
    width, height = size
    avcc = box(
        b"avcC", b"\x01", sets.sps[1:4], b"\xff\xe1", struct.pack(">H", len(sets.sps)), sets.sps,
        b"\x01", struct.pack(">H", len(sets.pps)), sets.pps,
    )  # fmt: skip
    avc1 = box(
        b"avc1", struct.pack(">6xH16xHHIII", 1, width, height, 0x480000, 0x480000, 0),
        struct.pack(">H32xHh", 1, 24, -1), avcc,
    )  # fmt: skip
    return box(
        b"stbl",
        full_box(b"stsd", 0, 0, struct.pack(">I", 1), avc1),
        full_box(b"stts", 0, 0, bytes(4)),
        full_box(b"stsc", 0, 0, bytes(4)),
        full_box(b"stsz", 0, 0, bytes(8)),
        full_box(b"stco", 0, 0, bytes(4)),
    )


def _trex() -> bytes:
    return full_box(b"trex", 0, 0, struct.pack(">IIIII", 1, 1, 0, 0, _NO_SYNC))
