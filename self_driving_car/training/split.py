"""Which records a net learns from, and which judge it: blocks of time, never shuffled frames.

Two pictures that follow each other are nearly the same. A split by shuffled frames therefore lets a
net see its exam beforehand (donkeycar does so); here whole blocks are kept for the exam, and around
them nobody learns from anything for a while.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """How records are split.

    Attributes:
        block_s: how long a block is.
        gap_s: how long before and after a block of the exam nobody learns from anything.
        share: of the blocks that are kept for the exam.
        seed: chooses which.
    """

    block_s: float = 10.0
    gap_s: float = 1.0
    share: float = 0.2
    seed: int = 0


def split_by_time(
    times_s: NDArray[np.float64], drives: Ints, how: TimeSplit | None = None
) -> tuple[Ints, Ints]:
    """Return the indexes to learn from, and those of the exam.

    Args:
        times_s: (n,) of each record, within its drive.
        drives: (n,) which drive it belongs to.

    Raises:
        BadInputError: there is too little for both.
    """
    how = how or TimeSplit()
    block_s = min(how.block_s, _a_fifth_of_all(times_s, drives))
    blocks = _numbered(drives, np.floor(times_s / max(block_s, 1e-6)).astype(np.int64))
    count = int(blocks.max()) + 1 if len(blocks) else 0
    if count < 2:
        raise BadInputError(
            f"{len(times_s)} records are too few to learn from some and to be judged by others. "
            "Record a minute or more."
        )
    chosen = np.random.default_rng(how.seed).permutation(count)
    exam_blocks = np.zeros(count, bool)
    exam_blocks[chosen[: max(1, round(count * how.share))]] = True
    in_exam = exam_blocks[blocks]
    is_near = _near(times_s, drives, in_exam, min(how.gap_s, block_s / 2))
    learn, exam = np.flatnonzero(~in_exam & ~is_near), np.flatnonzero(in_exam)
    if not len(learn):
        raise BadInputError(
            f"Nothing is left to learn from: {len(times_s)} records, and around each block of the "
            f"exam {how.gap_s:g} s are left out. Record more, or make the gap smaller."
        )
    return learn, exam


def _a_fifth_of_all(times_s: NDArray[np.float64], drives: Ints) -> float:
    """Return a fifth of the time of all drives: short recordings get short blocks."""
    lasted_s = sum(float(np.ptp(times_s[drives == one])) for one in np.unique(drives))
    return max(lasted_s / 5, 1e-3)


def _numbered(drives: Ints, blocks: Ints) -> Ints:
    """Return the number of each record's block, counted over all drives."""
    pairs = np.stack([drives, blocks], axis=1)
    _, numbers = np.unique(pairs, axis=0, return_inverse=True)
    return np.asarray(numbers, np.int64).reshape(-1)


def _near(
    times_s: NDArray[np.float64], drives: Ints, in_exam: NDArray[np.bool_], gap_s: float
) -> NDArray[np.bool_]:
    """Tell of each record whether the exam is nearer than the gap."""
    near = np.zeros(len(times_s), bool)
    for drive in np.unique(drives):
        here = np.flatnonzero(drives == drive)
        exam_s = np.sort(times_s[here][in_exam[here]])
        if not len(exam_s):
            continue
        place = np.searchsorted(exam_s, times_s[here])
        before = np.abs(times_s[here] - exam_s[np.maximum(place - 1, 0)])
        after = np.abs(exam_s[np.minimum(place, len(exam_s) - 1)] - times_s[here])
        near[here] = np.minimum(before, after) < gap_s
    return near
