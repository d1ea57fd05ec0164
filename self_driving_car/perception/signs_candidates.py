"""Where in a picture a sign or a lamp might be: coloured spots of the right shape.

A candidate is a square that the net looks at. It is generous: the net says what is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from self_driving_car.perception.signs_colours import Colours, colours_of, white_gains
from self_driving_car.perception.signs_spots import Spot, spots_of, with_halves_joined
from self_driving_car.perception.signs_worth import LAMP, PLATE, Worth, worth_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from self_driving_car.perception.seen import Box

    Picture = NDArray[Any]
    Mask = NDArray[Any]

WORK_WIDTH_PX = 640
"""Bigger pictures are made smaller for the search; the net sees them as they are."""
PLATE_MARGIN = 1.5
"""The square around a plate is this much bigger than its red."""
LAMP_MARGIN = 5.0
"""The square around a lamp: two more lamps have room above or below it."""
LAMP_SHARE = 0.75
"""A lamp is so much narrower than its housing."""
LAMP_AT = {"red": 1 / 6, "amber": 1 / 2, "green": 5 / 6}
"""How far down its housing each lamp is."""
LEAST_PLATE_PX, LEAST_LAMP_PX = 7, 3
ASPECT_PLATE, ASPECT_LAMP = 2.0, 2.2
"""Longer than this is no plate (turned, partly covered) and no lamp (blurred by driving)."""
LEAST_FILL = 0.4
JOIN = np.ones((3, 3), np.uint8)
"""White letters cut a small plate into two: what is one pixel apart belongs together."""
HALF_RED = 190
"""Of four pixels at least three have to be faintly red."""
SAME_PLATE, SAME_LAMP = (0.1, 1.33), (0.12, 1.6)
"""Two squares are the same to the net: middles no further apart than this share, sides neither."""
LEAST_CUT_PX, LEAST_CUT_WIDE_PX = 12, 3
CUT_SHARES = (0.12, 0.9)
"""What the picture's side has left of a plate, of its height; more counts as a whole one."""
LARGEST_LAMP_SHARE = 0.3
"""A lamp is no wider than this share of the picture's height."""
LEAST_WORTH = -4.5
"""Of what is less likely, hardly one in a hundred is a sign or a lamp."""
RESERVED = 3
"""So many places are kept for plates where lamps crowd, and for lamps where plates do."""
CUT_WORTH = -0.65
"""Of a plate that the picture's side cuts, beside a whole one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A square that the net shall look at, in pixels of the picture.

    Attributes:
        x, y: its middle.
        side: how wide and high it is.
        is_lamp: whether it was found as a lamp rather than a plate.
        worth: how likely it is a sign or a lamp, in log odds; the best are looked at first.
        is_cut: whether the picture's left or right side cuts it: the net sees what is left of it
            and its mirror image, as a plate is the same on both sides.
    """

    x: float
    y: float
    side: float
    is_lamp: bool
    worth: float
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of a picture, the most promising first, and its judged white."""

    candidates: tuple[Candidate, ...]
    gains: tuple[float, float, float]


def candidates_of(picture: Picture, most: int) -> Found:
    """Return where signs and lamps might be.

    Args:
        picture: BGR, shape (H, W, 3).
        most: no more candidates than this.
    """
    scale = max(1.0, picture.shape[1] / WORK_WIDTH_PX)
    small = _smaller(picture, scale)
    gains = white_gains(small)
    colours = colours_of(small, gains)
    best = _best_of(_plates_of(colours), _lamps_of(colours), most)
    return Found(tuple(_scaled(one, scale) for one in best), gains)


def square_round(name: str, box: Box) -> Candidate:
    """Return the square that the search lays round a sign or the lamp of a light at its best.

    Args:
        name: "stop", or which lamp is lit.
        box: of the plate or the housing, in pixels.
    """
    x, y, width, height = box
    if name == "stop":
        side = max(width, height) * PLATE_MARGIN
        return Candidate(x + width / 2, y + height / 2, side, False, 0.0)
    side = min(width, height, max(width, height) / 2) * LAMP_SHARE * LAMP_MARGIN
    across, down = (0.5, LAMP_AT[name]) if height > width else (LAMP_AT[name], 0.5)
    return Candidate(x + width * across, y + height * down, side, True, 0.0)


def _smaller(picture: Picture, scale: float) -> Picture:
    if scale == 1.0:
        return picture
    size = (WORK_WIDTH_PX, max(1, round(picture.shape[0] / scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _lamps_of(colours: Colours) -> list[Candidate]:
    masks = (colours.reds[1], colours.amber, colours.green, colours.bright)
    largest = LARGEST_LAMP_SHARE * colours.green.shape[0]
    return [
        _made(spot, LAMP_MARGIN, colours, LAMP, more)
        for mask, more in zip(masks, LAMP.masks, strict=True)
        for spot in spots_of(mask, LEAST_LAMP_PX)
        if spot.longer <= largest
        and min(spot.wide, spot.high) * ASPECT_LAMP >= spot.longer
        and spot.fill > LEAST_FILL
    ]


def _plates_of(colours: Colours) -> list[Candidate]:
    found = []
    for degree, (mask, more) in enumerate(zip(colours.reds, PLATE.masks, strict=True)):
        is_faint = degree == len(colours.reds) - 1
        spots = _coarse_spots(mask) if is_faint else _joined_spots(mask)
        found += _cut_plates(spots, colours, more)
        found += [
            _made(spot, PLATE_MARGIN, colours, PLATE, more)
            for spot in with_halves_joined(spots)
            if min(spot.wide, spot.high) * ASPECT_PLATE >= spot.longer and spot.fill > LEAST_FILL
        ]
    if _reaches_a_side(colours.reds[0]):
        # a red wall behind a plate is told from it by the white rim, which dilating would close
        sharp = with_halves_joined(spots_of(colours.reds[0], LEAST_CUT_WIDE_PX))
        found += _cut_plates(sharp, colours, 0.0)
    return found


def _reaches_a_side(mask: Mask) -> bool:
    return bool(cv2.countNonZero(mask[:, :2]) or cv2.countNonZero(mask[:, -2:]))


def _joined_spots(mask: Mask) -> list[Spot]:
    return spots_of(cv2.dilate(mask, JOIN), LEAST_PLATE_PX)


def _coarse_spots(mask: Mask) -> list[Spot]:
    """Return the spots of half as many rows and columns: wooden floors are full of faint red."""
    height, width = mask.shape
    half = cv2.resize(mask, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    half = cv2.threshold(half, HALF_RED, 255, cv2.THRESH_BINARY)[1]
    spots = spots_of(cv2.dilate(half, JOIN), LEAST_PLATE_PX // 2)
    return [Spot(2 * x, 2 * y, 2 * wide, 2 * high, 4 * area) for x, y, wide, high, area in spots]


def _cut_plates(spots: list[Spot], colours: Colours, more: float) -> list[Candidate]:
    """Return what may be a plate of which the picture's left or right side shows a part only.

    In a bend to the right, a sign beside the lane may never be seen whole.
    """
    found = []
    for spot in spots:
        x, y, wide, high, _ = spot
        is_left, is_right = x <= 1, x + wide >= colours.green.shape[1] - 1
        is_part = CUT_SHARES[0] * high <= wide <= CUT_SHARES[1] * high
        is_big = high >= LEAST_CUT_PX and wide >= LEAST_CUT_WIDE_PX
        if is_left != is_right and is_part and is_big and spot.fill > LEAST_FILL:
            middle = x + high / 2 if is_right else x + wide - high / 2
            whole = Spot(round(middle - high / 2), y, high, high, spot.fill * high * high)
            worth = worth_of(whole, colours, PLATE) + more + CUT_WORTH
            side = PLATE_MARGIN * high
            found.append(Candidate(middle, y + high / 2, side, False, worth, is_cut=True))
    return found


def _made(spot: Spot, margin: float, colours: Colours, kind: Worth, more: float) -> Candidate:
    x, y, wide, high, _ = spot
    worth = worth_of(spot, colours, kind) + more
    return Candidate(x + wide / 2, y + high / 2, margin * spot.longer, kind is LAMP, worth)


def _best_of(plates: list[Candidate], lamps: list[Candidate], most: int) -> list[Candidate]:
    """Return the best of both, doubles once; some places are kept for the rarer of them."""
    best_plates, best_lamps = _each_once(plates, most), _each_once(lamps, most)
    best_plates = best_plates[: most - min(RESERVED, most // 3, len(best_lamps))]
    best_lamps = best_lamps[: most - min(RESERVED, most // 3, len(best_plates))]
    return sorted(best_plates + best_lamps, key=lambda one: -one.worth)[:most]


def _each_once(candidates: list[Candidate], most: int) -> list[Candidate]:
    kept: list[Candidate] = []
    for one in sorted(candidates, key=lambda one: -one.worth):
        if len(kept) == most or one.worth < LEAST_WORTH:
            break
        if not any(_is_double(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_double(one: Candidate, other: Candidate) -> bool:
    near, alike = SAME_LAMP if one.is_lamp else SAME_PLATE
    reach = near * other.side
    return (
        abs(one.x - other.x) < reach
        and abs(one.y - other.y) < reach
        and one.is_cut == other.is_cut
        and 1.0 / alike < one.side / other.side < alike
    )


def _scaled(one: Candidate, scale: float) -> Candidate:
    if scale == 1.0:
        return one
    return replace(one, x=one.x * scale, y=one.y * scale, side=one.side * scale)
