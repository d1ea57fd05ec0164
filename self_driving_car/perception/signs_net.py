"""What the small net says of a candidate: stop, red, amber, green or nothing, and where exactly.

The net looks at a square of 32 x 32 pixels and answers with nine numbers: how much speaks for each
of the five classes, and the box of the sign or housing inside the square.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from self_driving_car.perception.seen import Box
    from self_driving_car.perception.signs_candidates import Candidate

    Picture = NDArray[Any]

SIDE_PX = 32
CLASSES = ("nothing", "stop", "red", "amber", "green")


def crop_of(
    picture: Picture, one: Candidate, gains: tuple[float, float, float]
) -> NDArray[np.float32]:
    """Return what the net sees of a candidate: shape (1, 3, 32, 32), blue first, -0.5 to 0.5.

    What lies outside of the picture is its nearest edge again.
    """
    side = max(2, round(one.side))
    left, top = round(one.x - one.side / 2), round(one.y - one.side / 2)
    height, width = picture.shape[:2]
    part = picture[max(top, 0) : max(top + side, 1), max(left, 0) : max(left + side, 1)]
    if one.is_cut:
        part = _with_other_half(part, at_left=left < 0)
        left, width = 0, side  # nothing is missing at the sides
    over = (max(-top, 0), max(top + side - height, 0), max(-left, 0), max(left + side - width, 0))
    if any(over):
        part = cv2.copyMakeBorder(part, *over, cv2.BORDER_REPLICATE)
    way = cv2.INTER_AREA if side > SIDE_PX else cv2.INTER_LINEAR
    small = cv2.resize(part, (SIDE_PX, SIDE_PX), interpolation=way).astype(np.float32)
    small *= np.asarray(gains, np.float32) / 255.0
    np.minimum(small, 1.0, out=small)
    small -= 0.5
    return np.ascontiguousarray(small.transpose(2, 0, 1))[np.newaxis]


def _with_other_half(part: Picture, *, at_left: bool) -> Picture:
    """Return what is left of a plate with its other half: a little narrow, but of its shape."""
    other = cv2.flip(part, 1)
    return cv2.hconcat([other, part] if at_left else [part, other])


def mirrored(square: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what the net sees of a candidate with left and right exchanged."""
    return np.ascontiguousarray(square[..., ::-1])


def shares_of(answer: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return how likely each class is; together 1."""
    speaks = np.asarray(answer[: len(CLASSES)], np.float64)
    powers = np.exp(speaks - speaks.max())
    return np.asarray(powers / powers.sum(), np.float64)


def box_of(answer: NDArray[np.float32], one: Candidate) -> Box:
    """Return the box of what is in the candidate's square."""
    right, down, wide, high = (float(value) for value in answer[len(CLASSES) :])
    width, height = one.side * math.exp(min(wide, 1.0)), one.side * math.exp(min(high, 1.0))
    x, y = one.x + right * one.side, one.y + down * one.side
    if one.is_cut:  # the net saw it narrower than it is, and somewhere else
        x, width = one.x, height
    return round(x - width / 2), round(y - height / 2), max(1, round(width)), max(1, round(height))


def wish_of(box: Box, one: Candidate) -> tuple[float, float, float, float]:
    """Return the four numbers that the net should say for a box; the reverse of `box_of`."""
    x, y, width, height = box
    return (
        (x + width / 2 - one.x) / one.side,
        (y + height / 2 - one.y) / one.side,
        math.log(width / one.side),
        math.log(height / one.side),
    )
