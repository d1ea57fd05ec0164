"""What the data page tells a browser of a tub: plain values, as small as the screen needs."""

from typing import Any

import numpy as np

from makerkit.errors import BadInputError
from makerkit.tub import Tub
from self_driving_car.dashboard.data_shelf import live_mask
from self_driving_car.recording.columns import (
    KEYS,
    Bools,
    Columns,
    Floats,
    mask_of,
    stretches,
    thinned,
)
from self_driving_car.recording.doubtful import Doubt, doubtful_pictures, doubts
from self_driving_car.training.balance import balance, bins_of, histogram
from self_driving_car.training.settings import DriveTraining
from self_driving_car.training.split import TimeSplit, split_by_time

MOST_DOUBTS = 200
MOST_ROWS = 2000


def overview(tub: Tub, columns: Columns) -> dict[str, Any]:
    """Return what is known of a tub without looking at one record of it."""
    live = live_mask(tub, columns)
    return {
        "end": columns.end,
        "live": int(live.sum()),
        "marks": marks(tub, columns),
        "sessions": _sessions(columns, live),
        "names": [name for name in KEYS if np.isfinite(columns.values[name]).any()],
        "unreadable": int((~columns.is_there).sum()),
    }


def marks(tub: Tub, columns: Columns) -> list[list[int]]:
    """Return the stretches that are marked as bad."""
    return [list(one) for one in stretches(mask_of(tub.deleted, columns.end))]


def plot(columns: Columns, first: int, last: int, points: int) -> dict[str, Any]:
    """Return lines for a plot of a stretch, each with no more points than the screen has."""
    first, last = _within(columns, first, last)
    found: dict[str, Any] = {"first": first, "last": last, "lines": {}}
    for name, values in columns.values.items():
        if np.isfinite(values).any():
            places, shown = thinned(values, first, last + 1, max(20, min(points, 4000)))
            found["lines"][name] = [places.tolist(), _plain(shown)]
    return found


def rows(columns: Columns, first: int, last: int) -> dict[str, Any]:
    """Return every number of a short stretch: what stands beside the picture."""
    first, last = _within(columns, first, last)
    part = slice(first, min(last + 1, first + MOST_ROWS))
    return {
        "first": first,
        "values": {name: _plain(values[part]) for name, values in columns.values.items()},
        "t_s": _plain(columns.within_drive_s()[part], digits=2),
        "drive": columns.drive[part].tolist(),
        "is_person": columns.is_person[part].tolist(),
    }


def doubtful(tub: Tub, columns: Columns, *, with_pictures: bool) -> dict[str, Any]:
    """Return stretches that may be bad and are not marked yet, the longest first."""
    found = doubts(columns)
    if with_pictures:
        found += doubtful_pictures(tub, columns)
    bad = mask_of(tub.deleted, columns.end)
    left = [one for one in found if not bad[one.first : one.last + 1].all()]
    left.sort(key=lambda one: (-one.count, one.first))
    return {"count": len(left), "doubts": [_told(one) for one in left[:MOST_DOUBTS]]}


def split(tub: Tub, columns: Columns, share: float, block_s: float) -> dict[str, Any]:
    """Return which stretches a net would learn from, and which would judge it.

    Raises:
        BadInputError: there is too little for both.
    """
    usable = _usable(tub, columns)
    how = TimeSplit(share=share, block_s=block_s)
    learn, exam = split_by_time(columns.within_drive_s()[usable], columns.drive[usable], how)
    return {
        "learn": _stretches_of(usable[learn], columns.end),
        "exam": _stretches_of(usable[exam], columns.end),
        "counts": {
            "learn": len(learn),
            "exam": len(exam),
            "gap": len(usable) - len(learn) - len(exam),
        },
    }


def steering(tub: Tub, columns: Columns, strength: float) -> dict[str, Any]:
    """Return how often each angle comes: as recorded, and as a training would show it."""
    angles = columns.values["angle"][_usable(tub, columns)].astype(np.float32)
    if not len(angles):
        raise BadInputError("No record here has an angle.")
    counts = histogram(angles)
    weights = balance(angles, strength)
    after = np.bincount(bins_of(angles), weights=weights, minlength=len(counts))
    mirrored = (counts + counts[::-1]) / 2
    total = float(len(angles))
    return {
        "before": _shares(counts / total),
        "after": _shares(after),
        "mirrored": _shares(mirrored / total),
        "mean": round(float(angles.mean()), 3),
        "straight": round(float((np.abs(angles) < 1 / len(counts)).mean()), 3),
        "usual_strength": DriveTraining().balance,
    }


def _usable(tub: Tub, columns: Columns) -> np.ndarray:
    """Return the indexes of the records that a training would use."""
    return np.flatnonzero(live_mask(tub, columns) & np.isfinite(columns.values["angle"]))


def _sessions(columns: Columns, live: Bools) -> list[dict[str, Any]]:
    found = []
    times = columns.within_drive_s()
    for number, name in enumerate(columns.drives):
        here = np.flatnonzero(columns.drive == number)
        found.append(
            {
                "id": name,
                "first": int(here[0]),
                "last": int(here[-1]),
                "live": int(live[here].sum()),
                "records": len(here),
                "seconds": round(float(np.ptp(times[here])), 1),
                "by_person": bool(columns.is_person[here].mean() > 0.5),
            }
        )
    return found


def _within(columns: Columns, first: int, last: int) -> tuple[int, int]:
    newest = max(0, columns.end - 1)
    first = max(0, min(first, newest))
    return first, max(first, min(last, newest))


def _stretches_of(indexes: np.ndarray, end: int) -> list[list[int]]:
    return [list(one) for one in stretches(mask_of(indexes.tolist(), end))]


def _told(doubt: Doubt) -> dict[str, Any]:
    return {"why": doubt.why, "first": doubt.first, "last": doubt.last}


def _shares(values: np.ndarray) -> list[float]:
    return [round(float(one), 4) for one in values]


def _plain(values: Floats, *, digits: int = 3) -> list[float | None]:
    return [round(one, digits) if one == one else None for one in values.tolist()]  # noqa: PLR0124  # not NaN
