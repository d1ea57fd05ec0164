"""From labelled pictures to what the net learns from: squares, what is in them, and where.

The squares are those that the search of the running car finds in the picture, so the net is asked
the same questions on the road as here; around each label a few more are laid, a little beside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from self_driving_car.perception.signs_candidates import (
    Candidate,
    candidates_of,
    square_round,
)
from self_driving_car.perception.signs_net import CLASSES, SIDE_PX, crop_of, wish_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.random import Generator
    from numpy.typing import NDArray

    from self_driving_car.perception.seen import Box
    from self_driving_car.training.signs_labels import Label

    Picture = NDArray[Any]

MOST = 24
"""More candidates than on the road: the wrong ones are what is to be learnt."""
UNCLEAR = -1


@dataclass(frozen=True, slots=True)
class Samples:
    """What the net learns from.

    Attributes:
        squares: shape (N, 3, 32, 32), 0-255, before white balance.
        classes: shape (N,), places in `CLASSES`.
        boxes: shape (N, 4), what `wish_of` says; zeros where there is nothing.
    """

    squares: NDArray[np.uint8]
    classes: NDArray[np.int64]
    boxes: NDArray[np.float32]


def samples_of(picture: Picture, labels: Iterable[Label], chance: Generator | None) -> Samples:
    """Return the samples of one picture.

    Args:
        picture: BGR, shape (H, W, 3).
        labels: what is in it.
        chance: for the squares beside each label; None: only those that the search finds.
    """
    labels = tuple(labels)
    found = candidates_of(picture, MOST)
    candidates = list(found.candidates)
    if chance is not None:
        candidates += [
            _beside(label, chance) for label in labels if label.kind != "unclear" for _ in "ab"
        ]
    squares, classes, boxes = [], [], []
    for one in candidates:
        kind, box = verdict_on(one, labels)
        if kind == UNCLEAR:
            continue
        squares.append(((crop_of(picture, one, found.gains)[0] + 0.5) * 255).astype(np.uint8))
        classes.append(kind)
        boxes.append(wish_of(box, one) if box else (0.0, 0.0, 0.0, 0.0))
    return Samples(
        np.array(squares, np.uint8).reshape(-1, 3, SIDE_PX, SIDE_PX),
        np.array(classes, np.int64),
        np.array(boxes, np.float32).reshape(-1, 4),
    )


def verdict_on(one: Candidate, labels: tuple[Label, ...]) -> tuple[int, Box | None]:
    """Return what is in a candidate's square, as a place in `CLASSES`, and its box.

    `UNCLEAR` where a sign is in it, but so cut off, big or small that either answer is right.
    """
    verdict: tuple[int, Box | None] = (0, None)
    nearest = float("inf")
    for label in labels:
        fit = _fit(one, label)
        if fit == 0:
            continue
        kind = UNCLEAR if fit < 1 or label.kind == "unclear" else CLASSES.index(label.kind)
        apart = abs(one.x - label.box[0] - label.box[2] / 2) + abs(
            one.y - label.box[1] - label.box[3] / 2
        )
        if kind != UNCLEAR and apart < nearest:
            nearest, verdict = apart, (kind, label.box)
        elif kind == UNCLEAR and verdict[0] == 0:
            verdict = (UNCLEAR, None)
    return verdict


def _fit(one: Candidate, label: Label) -> float:
    """Return 1.0 where a square shows a label well, 0.0 where it does not, 0.5 in between."""
    x, y, width, height = label.box
    share = _share_inside(one, label.box)
    if share == 0:
        return 0.0
    if label.kind == "unclear":
        return 1.0
    size = max(width, height) / one.side
    apart = max(abs(one.x - x - width / 2), abs(one.y - y - height / 2)) / one.side
    if label.kind == "stop":
        if one.is_lamp:
            return 0.0 if size < 0.3 else 0.5
        good = 0.42 < size < 0.95 and apart < 0.22 and share > 0.75
        return 1.0 if good else (0.5 if 0.25 < size < 1.3 and apart < 0.45 else 0.0)
    if not one.is_lamp:
        return 0.0 if size > 1.2 or apart > 0.4 else 0.5
    good = 0.3 < size < 1.45 and apart < 0.5 and share > 0.55
    return 1.0 if good else (0.5 if 0.15 < size < 2.0 and share > 0.2 else 0.0)


def _share_inside(one: Candidate, box: Box) -> float:
    x, y, width, height = box
    left, top = one.x - one.side / 2, one.y - one.side / 2
    wide = min(x + width, left + one.side) - max(x, left)
    high = min(y + height, top + one.side) - max(y, top)
    return max(0.0, wide) * max(0.0, high) / (width * height)


def _beside(label: Label, chance: Generator) -> Candidate:
    """Return a square about as the search would lay it, a little beside the label."""
    ideal = square_round(label.kind, label.box)
    is_stop = label.kind == "stop"
    side = ideal.side * float(np.exp(chance.normal(0, 0.16)))
    shift = chance.normal(0, 0.05 if is_stop else 0.04, 2) * side
    return replace(ideal, x=ideal.x + shift[0], y=ideal.y + shift[1], side=side)


def joined(parts: list[Samples]) -> Samples:
    """Return the samples of many pictures as one."""
    none = Samples(
        np.zeros((0, 3, SIDE_PX, SIDE_PX), np.uint8),
        np.zeros(0, np.int64),
        np.zeros((0, 4), np.float32),
    )
    parts = [none, *parts]
    return Samples(
        np.concatenate([one.squares for one in parts]),
        np.concatenate([one.classes for one in parts]),
        np.concatenate([one.boxes for one in parts]),
    )
