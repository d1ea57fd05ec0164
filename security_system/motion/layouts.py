"""How object detectors write their answers down, and how to read each of them.

| numbers | who | a row |
|---|---|---|
| (1, n, 5 + classes) | YOLO v5, v7 | middle x, y, width, height, sure, each class |
| (1, 4 + classes, n) | YOLO v8, v9, v11 | a column: middle x, y, width, height, each class |
| (1, n up to 1000, 6) | YOLO v10, exports with their own suppression | corners, score, class |
| (1, 1, n, 7) | SSD | picture, class, score, corners as shares |
| (1, n, 4) and (1, n, classes) | SSD in two | corners as shares; each class, the first is nothing |
"""

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError

Numbers = NDArray[np.float32]
Guesses = tuple[Numbers, Numbers, NDArray[np.int64]]
"""Boxes (left, top, width, height in pixels of the input), scores, classes."""
MOST_FINAL = 1000
"""So many rows at most come from a model that has chosen already."""


def guesses_of(answers: list[NDArray[np.float32]], size: int, least_score: float) -> Guesses:
    """Return what a model guesses, at least as sure as wanted.

    Raises:
        BadInputError: it is none of the layouts above.
    """
    guesses = _read([np.asarray(answer, np.float32) for answer in answers], size)
    boxes, scores, classes = guesses
    fine = np.isfinite(boxes).all(axis=1) & (scores >= least_score) & (scores <= 1.001)
    return boxes[fine], scores[fine], classes[fine]


def _read(answers: list[Numbers], size: int) -> Guesses:
    first = answers[0]
    if len(answers) == 1 and first.ndim == 4 and first.shape[-1] == 7:
        rows = first.reshape(-1, 7)
        return _corners(rows[:, 3:7] * size), rows[:, 2], rows[:, 1].astype(np.int64)
    if len(answers) == 2 and all(answer.ndim == 3 for answer in answers):
        boxes, chances = sorted(answers, key=lambda answer: answer.shape[-1] != 4)
        if boxes.shape[-1] == 4 and boxes.shape[1] == chances.shape[1]:
            return _classed(_corners(boxes[0] * size), chances[0, :, 1:])
    if len(answers) == 1 and first.ndim == 3 and min(first.shape[1:]) > 4:
        return _yolo(first[0])
    shapes = ", ".join(str(answer.shape) for answer in answers)
    raise BadInputError(
        f"The model answers with {shapes}, which is none of the layouts that are known (YOLO v5, "
        "v8, v10, v11, SSD). Was it made to find objects?"
    )


def _yolo(rows: Numbers) -> Guesses:
    if rows.shape[1] == 6 and rows.shape[0] <= MOST_FINAL and rows.shape[0] > 6:
        return _corners(rows[:, :4]), rows[:, 4], rows[:, 5].astype(np.int64)
    if rows.shape[0] < rows.shape[1]:  # the newer ones stand on their side
        rows = rows.T
        return _classed(_middles(rows[:, :4]), rows[:, 4:])
    return _classed(_middles(rows[:, :4]), rows[:, 5:] * rows[:, 4:5])


def _classed(boxes: Numbers, chances: Numbers) -> Guesses:
    best = chances.argmax(axis=1)
    return boxes, chances[np.arange(len(best)), best], best.astype(np.int64)


def _corners(corners: Numbers) -> Numbers:
    return np.concatenate((corners[:, :2], corners[:, 2:] - corners[:, :2]), axis=1)


def _middles(boxes: Numbers) -> Numbers:
    return np.concatenate((boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, 2:]), axis=1)
