"""Finds what nobody should learn from: standing, jumps, pictures that are missing or say nothing.

It only proposes: whoever knows the drive marks it as bad, or does not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from makerkit.tub import Tub
from self_driving_car.recording.columns import Bools, Columns, Floats, Stretch, stretches

STANDS_FOR = 20
"""Records without throttle in a row: a second, usually."""
NO_THROTTLE = 0.02
JUMP = 0.7
"""Of the stick's way of 2, from one record to the next: no hand does that, a loose cable does."""
PAUSE_S = 1.0
SAME_GREY = 1.5
"""Two pictures that differ by less, on average, show the same: the camera froze, or the car."""
SAME_SIZE = 0.01
SAME_FOR = 5


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of records, and why it is doubtful.

    Attributes:
        why: "stands", "jumps", "pause", "no_picture", "no_steering" or "same_picture".
    """

    why: str
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many records it has."""
        return self.last - self.first + 1


def doubts(columns: Columns) -> list[Doubt]:
    """Return what the numbers of a tub alone let one doubt, by index."""
    angle, throttle = columns.values["angle"], columns.values["throttle"]
    found = [
        *_doubts("no_steering", columns.is_there & ~np.isfinite(angle)),
        *_doubts("stands", columns.is_there & _near_zero(throttle), least=STANDS_FOR),
        *_doubts("jumps", _jumps(columns)),
        *_doubts("pause", _pauses(columns)),
    ]
    return sorted(found, key=lambda one: (one.first, one.why))


def doubtful_pictures(tub: Tub, columns: Columns, *, most: int = 50_000) -> list[Doubt]:
    """Return records whose picture is missing or empty, or the same as the ones before.

    Pictures are decoded only where two in a row have nearly the same size.

    Args:
        most: so many records are looked at.
    """
    sizes = np.full(columns.end, -1, np.int64)
    paths: dict[int, Path] = {}
    for record in tub.records(0, most, with_deleted=True):
        path = tub.image_path(record)
        if path is not None:
            paths[record.index] = path
            sizes[record.index] = _size_of(path)
    looked_at = columns.is_there & (np.arange(columns.end) < most)
    missing = looked_at & (sizes <= 0)
    same = _same_as_before(sizes, lambda index: paths[index])
    found = [*_doubts("no_picture", missing), *_doubts("same_picture", same, least=SAME_FOR)]
    return sorted(found, key=lambda one: (one.first, one.why))


def _doubts(why: str, mask: Bools, *, least: int = 1) -> list[Doubt]:
    return [Doubt(why, *one) for one in stretches(mask) if _length(one) >= least]


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0] + 1


def _near_zero(values: Floats) -> Bools:
    found: Bools = np.abs(values) < NO_THROTTLE
    return found


def _jumps(columns: Columns) -> Bools:
    """Tell where the steering leaps away and back: one record does not fit the two around it."""
    angle, drive = columns.values["angle"], columns.drive
    found = np.zeros(columns.end, np.bool_)
    if columns.end >= 3:
        before, after = angle[1:-1] - angle[:-2], angle[1:-1] - angle[2:]
        leaps = (np.abs(before) > JUMP) & (np.abs(after) > JUMP) & (before * after > 0)
        found[1:-1] = leaps & (drive[:-2] == drive[1:-1]) & (drive[1:-1] == drive[2:])
    return found


def _pauses(columns: Columns) -> Bools:
    """Tell which records come long after the one before, in the same drive."""
    found = np.zeros(columns.end, np.bool_)
    late = np.diff(columns.t_s) > PAUSE_S
    found[1:] = late & (columns.drive[1:] == columns.drive[:-1])
    return found


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _same_as_before(sizes: np.ndarray, path_of: Callable[[int], Path]) -> Bools:
    found = np.zeros(len(sizes), np.bool_)
    both = (sizes[1:] > 0) & (sizes[:-1] > 0)
    alike = both & (np.abs(np.diff(sizes)) <= SAME_SIZE * np.maximum(sizes[1:], 1))
    newest: tuple[int, bytes] = (-1, b"")
    for index in (np.flatnonzero(alike) + 1).tolist():
        before = newest[1] if newest[0] == index - 1 else path_of(index - 1).read_bytes()
        now = path_of(index).read_bytes()
        found[index] = now == before or _differ_little(before, now)
        newest = (index, now)
    return found


def _differ_little(one: bytes, other: bytes) -> bool:
    """Compare two JPEGs at an eighth of their size, which decodes quickly."""
    import cv2

    pair = [
        cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_REDUCED_GRAYSCALE_8)
        for jpeg in (one, other)
    ]
    if pair[0] is None or pair[1] is None or pair[0].shape != pair[1].shape:
        return False
    return bool(np.mean(cv2.absdiff(pair[0], pair[1])) < SAME_GREY)
