"""Recordings as a training needs them: small pictures, steering, throttle, and when it was.

Whatever is damaged is left out and said, and the rest is used: one empty picture or one half line
never ends a training (donkeycar #761, #815, #1187).
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError, NotThereError
from makerkit.tub import NoTubError, Tub
from self_driving_car.perception.net_input import NetInput
from self_driving_car.training.progress import Progress

if TYPE_CHECKING:
    from makerkit.tub import Record

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

USUAL_FPS = 20.0
"""donkeycar's and ours; stands in where records have no time."""
LARGEST_IN_MEMORY_BYTES = 400_000_000
"""Beyond this the small pictures lie in a file, which the system keeps in memory as it can."""


@dataclass(frozen=True, eq=False)
class Recordings:
    """Records of one or more tubs, in order.

    Attributes:
        pictures: (n, height_px, width_px, 3) BGR, cut for the net.
        angles: (n,) -1.0 to 1.0, + is right.
        throttles: (n,) -1.0 to 1.0.
        times_s: (n,) within a drive, growing.
        drives: (n,) the number of the drive that each belongs to.
        tubs: how many records each tub gave, by its path.
        left_out: a sentence for each kind of thing that was left out.
    """

    pictures: NDArray[np.uint8]
    angles: Floats
    throttles: Floats
    times_s: NDArray[np.float64]
    drives: Ints
    tubs: dict[str, int]
    left_out: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.angles)


def read_recordings(
    folders: Sequence[Path], net_input: NetInput, progress: Progress | None = None
) -> Recordings:
    """Read tubs, and leave out what is damaged.

    Args:
        folders: of the tubs; one that is no tub is left out, too, as long as another is one.
        net_input: how pictures are cut.

    Raises:
        NotThereError: none of them is a tub.
        BadInputError: no record of them can be used.
    """
    tubs, missing = _open(folders)
    reader = _Reader(net_input, sum(tub.total for tub in tubs))
    for tub in tubs:
        records = tub.records()
        if progress is not None:
            records = progress.each(records, len(tub), f"Reading {tub.folder.name}")
        reader.read(tub, records)
    found = reader.recordings(missing)
    if not len(found):
        raise BadInputError(
            f"No record can be used of {', '.join(map(str, folders))}. "
            + " ".join(found.left_out or ("They are empty: record a drive first.",))
        )
    return found


def _open(folders: Sequence[Path]) -> tuple[list[Tub], list[str]]:
    tubs, missing = [], []
    for folder in folders:
        try:
            tubs.append(Tub(folder))
        except NoTubError as error:
            missing.append(str(error))
    if not tubs:
        raise NotThereError(" ".join(missing) or "Say which tubs to learn from.")
    return tubs, missing


class _Reader:
    """Gathers what can be used, and counts what cannot."""

    def __init__(self, net_input: NetInput, at_most: int) -> None:
        self._input = net_input
        self._pictures = _room(max(1, at_most), net_input)
        self._angles: list[float] = []
        self._throttles: list[float] = []
        self._times_s: list[float] = []
        self._drives: list[int] = []
        self._names: dict[tuple[str, str], int] = {}
        self._tubs: dict[str, int] = {}
        self._left_out: Counter[str] = Counter()

    def read(self, tub: Tub, records: Iterator["Record"]) -> None:
        before, seen = len(self._angles), 0
        for record in records:
            seen += 1
            fault = self._take(tub, record)
            if fault:
                self._left_out[f"{tub.folder.name}: {fault}"] += 1
        unreadable = len(tub) - seen
        if unreadable > 0:
            self._left_out[f"{tub.folder.name}: lines that cannot be read"] += unreadable
        if tub.deleted:
            self._left_out[f"{tub.folder.name}: records marked as deleted"] += len(tub.deleted)
        self._tubs[str(tub.folder)] = len(self._angles) - before

    def recordings(self, missing: list[str]) -> Recordings:
        count = len(self._angles)
        counted = [f"{how_many} of {what}." for what, how_many in self._left_out.items()]
        return Recordings(
            self._pictures[:count],
            np.array(self._angles, np.float32),
            np.array(self._throttles, np.float32),
            np.array(self._times_s, np.float64),
            np.array(self._drives, np.int64),
            self._tubs,
            (*missing, *counted),
        )

    def _take(self, tub: Tub, record: "Record") -> str:
        """Take a record; return what is wrong with it."""
        angle, throttle = record.angle, record.throttle
        if angle is None or throttle is None:
            return "records without steering or throttle"
        if abs(angle) > 1.0 or abs(throttle) > 1.0:
            return "records with a steering or throttle beyond -1 to 1"
        picture = tub.image(record)
        if picture is None:
            return "pictures that are missing, empty or cut"
        self._pictures[len(self._angles)] = self._input.cut(picture)
        self._place(str(tub.folder), record)
        self._angles.append(angle)
        self._throttles.append(throttle)
        return ""

    def _place(self, tub: str, record: "Record") -> None:
        """Note drive and time; a clock that was set back does not go back here."""
        drive = self._names.setdefault((tub, record.session), len(self._names))
        is_new = not self._drives or self._drives[-1] != drive
        before_s = -1.0 / USUAL_FPS if is_new else self._times_s[-1]
        time_s = record.t_s
        if is_new:
            self._zero_s = time_s or 0.0
        told_s = before_s if time_s is None else time_s - self._zero_s
        self._times_s.append(told_s if told_s > before_s else before_s + 1.0 / USUAL_FPS)
        self._drives.append(drive)


def _room(count: int, net_input: NetInput) -> NDArray[np.uint8]:
    """Return room for so many small pictures, in a file where that is much."""
    shape = (count, net_input.height_px, net_input.width_px, 3)
    if int(np.prod(shape)) <= LARGEST_IN_MEMORY_BYTES:
        return np.empty(shape, np.uint8)
    with tempfile.NamedTemporaryFile(prefix="maker-train-") as file:  # gone when the last map is
        return np.memmap(file, np.uint8, "w+", shape=shape)
