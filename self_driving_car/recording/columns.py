"""What a tub says, as columns: one number for each record, by its index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from makerkit.tub import Tub
from makerkit.tub.record import number_in

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Stretch = tuple[int, int]
"""The indexes of the first and the last record of a stretch."""

KEYS = {
    "angle": "user/angle",
    "throttle": "user/throttle",
    "speed": "car/speed",
    "offset": "car/lane_offset",
}
USUAL_S = 0.05
"""Between two records where nobody noted the time: 20 a second."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of a tub. Each array is (end,), NaN where a record has no such number.

    Attributes:
        is_there: whether there is a record that can be read.
        t_s: wall time.
        drive: which of `drives` a record belongs to; -1 where there is no record.
        drives: the ids of the sessions.
        values: by their short name, see `KEYS`.
        is_person: whether a person drove.
    """

    is_there: Bools
    t_s: Floats
    drive: Ints
    drives: tuple[str, ...]
    values: dict[str, Floats]
    is_person: Bools

    @property
    def end(self) -> int:
        """The index after the last record."""
        return len(self.is_there)

    def within_drive_s(self) -> Floats:
        """Return the time of each record since its drive began; made up where it is unknown."""
        found: Floats = np.arange(self.end, dtype=np.float64) * USUAL_S
        for number in range(len(self.drives)):
            here = np.flatnonzero(self.drive == number)
            times = self.t_s[here]
            if len(here) and np.isfinite(times).all():
                found[here] = times - times.min()
            elif len(here):
                found[here] -= found[here[0]]
        return found


def read_columns(tub: Tub) -> Columns:
    """Read the numbers of all records, deleted ones too; 20,000 take 0.2 s."""
    end = tub.end
    t_s, drive = np.full(end, np.nan), np.full(end, -1, np.int64)
    values = {name: np.full(end, np.nan) for name in KEYS}
    is_person = np.zeros(end, np.bool_)
    drives: dict[str, int] = {}
    for record in tub.records(with_deleted=True):
        index = record.index
        drive[index] = drives.setdefault(record.session, len(drives))
        time_s = record.t_s
        if time_s is not None:
            t_s[index] = time_s
        for name, key in KEYS.items():
            number = number_in(record.get(key))
            if number is not None:
                values[name][index] = number
        is_person[index] = record.get("user/mode", "user") == "user"
    return Columns(drive >= 0, t_s, drive, tuple(drives), values, is_person)


def mask_of(indexes: Iterable[int], end: int) -> Bools:
    """Return whether each record is among some."""
    mask = np.zeros(end, np.bool_)
    chosen = [one for one in indexes if 0 <= one < end]
    mask[chosen] = True
    return mask


def stretches(mask: Bools) -> list[Stretch]:
    """Return where a mask is set, as stretches."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(first), int(after) - 1) for first, after in edges.reshape(-1, 2)]


def thinned(values: Floats, start: int, stop: int, points: int) -> tuple[Ints, Floats]:
    """Return places and values of a stretch for a plot that is so many points wide.

    Of each piece its smallest and its largest value stay, so that no spike is lost.

    Args:
        values: (end,).
        points: at most so many come back, and no more than 2 beyond.
    """
    part = values[start:stop]
    if len(part) <= points:
        return np.arange(start, start + len(part)), part
    pieces = np.array_split(np.arange(len(part)), max(1, points // 2))
    chosen: list[int] = []
    for piece in pieces:
        piece_values = part[piece]
        if np.isnan(piece_values).all():
            chosen.append(int(piece[0]))
            continue
        ends = {int(piece[np.nanargmin(piece_values)]), int(piece[np.nanargmax(piece_values)])}
        chosen.extend(sorted(ends))
    places = np.asarray(chosen, np.int64)
    return places + start, part[places]
