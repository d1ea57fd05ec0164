"""Where in a picture a sign or a lamp might be: coloured spots of the right shape.

A candidate is a square that the net looks at. It is generous: the net says what is none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from self_driving_car.perception.signs_colours import Colours, colours_of, white_gains

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]
    Mask = NDArray[Any]
    Spot = tuple[int, int, int, int, float]
    """x, y, width, height, area"""

WORK_WIDTH_PX = 640
"""Bigger pictures are made smaller for the search; the net sees them as they are."""
PLATE_MARGIN = 1.5
"""The square around a plate is this much bigger than its red."""
LAMP_MARGIN = 5.0
"""The square around a lamp: two more lamps have room above or below it."""
LEAST_PLATE_PX, LEAST_LAMP_PX = 7, 3
ASPECT_PLATE, ASPECT_LAMP = 2.0, 2.2
"""Longer than this is no plate (turned, partly covered) and no lamp (blurred by driving)."""
LEAST_FILL = 0.4
"""Of its rectangle; a disc has 0.79, an octagon 0.83."""
LEAST_CORNERS = 3
JOIN = np.ones((3, 3), np.uint8)
"""White letters cut a small plate into two: what is one pixel apart belongs together."""
SPECK = np.ones((2, 2), np.uint8)
"""What is smaller is noise: most of what a noisy picture has of any colour."""
MANY, SORTED_MOST = 40, 12
"""More spots than these are noise; the biggest of them are looked at."""
SAME_PLATE, SAME_LAMP = (0.1, 1.33), (0.12, 1.6)
"""Two squares are the same to the net: middles no further apart than this share, sides neither."""
MOST_HALVES = 12
DOUBLE_WORTH = 40.0
"""A lamp by so much brighter than what is around it is worth twice as much."""
LEAST_CUT_PX, LEAST_CUT_WIDE_PX = 12, 3
CUT_SHARES = (0.12, 0.9)
"""What the picture's side has left of a plate, of its height; more counts as a whole one."""
LARGEST_LAMP_SHARE = 0.3
"""A lamp is no wider than this share of the picture's height."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A square that the net shall look at, in pixels of the picture.

    Attributes:
        x, y: its middle.
        side: how wide and high it is.
        is_lamp: whether it was found as a lamp rather than a plate.
        worth: which candidates are looked at first where there are too many.
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
    spots_of = [
        _spots(mask) for mask in (*colours.reds, colours.amber, colours.green, colours.bright)
    ]
    lamps = [_lamps(spots, colours) for spots in spots_of]
    reds = [_spots(cv2.dilate(mask, JOIN)) for mask in colours.reds[1:]]
    plates = [_plates(_with_halves_joined(spots)) for spots in reds]
    # a red wall behind a plate is told from it by the white rim, which dilating would close
    sharp = _with_halves_joined(spots_of[1])
    plates += [_cut_plates(spots, small.shape[1]) for spots in (*reds, sharp)]
    best_plates, best_lamps = _best_of(plates), _best_of(lamps)
    best_plates = best_plates[: max(most // 2, most - len(best_lamps))]
    best = best_plates + best_lamps[: most - len(best_plates)]
    return Found(tuple(_scaled(one, scale) for one in best), gains)


def _smaller(picture: Picture, scale: float) -> Picture:
    if scale == 1.0:
        return picture
    size = (WORK_WIDTH_PX, max(1, round(picture.shape[0] / scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _spots(mask: Mask) -> list[Spot]:
    """Return what hangs together, holes filled: letters, and the white core of a lamp."""
    if not cv2.countNonZero(mask):  # most colours of most pictures: ten times as quick
        return []
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, SPECK)
    *_, outlines, levels = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if levels is None:
        return []
    outer = [one for one, level in zip(outlines, levels[0], strict=True) if level[3] < 0]
    if len(outer) > MANY:  # a noisy picture
        outer = sorted(outer, key=len, reverse=True)[:MANY]
    spots = []
    for one in outer:
        if len(one) >= LEAST_CORNERS:
            x, y, wide, high = cv2.boundingRect(one)
            spots.append((x, y, wide, high, cv2.contourArea(one)))
    return spots


def _plates(spots: list[Spot]) -> list[Candidate]:
    return [
        _made(spot, PLATE_MARGIN, is_lamp=False)
        for spot in spots
        if max(spot[2:4]) >= LEAST_PLATE_PX
        and min(spot[2:4]) * ASPECT_PLATE >= max(spot[2:4])
        and _fill(spot) > LEAST_FILL
    ]


def _cut_plates(spots: list[Spot], width: int) -> list[Candidate]:
    """Return what may be a plate of which the picture's left or right side shows a part only.

    In a bend to the right, a sign beside the lane may never be seen whole.
    """
    found = []
    for spot in spots:
        x, y, wide, high, area = spot
        is_left, is_right = x <= 1, x + wide >= width - 1
        is_part = CUT_SHARES[0] * high <= wide <= CUT_SHARES[1] * high
        is_big = high >= LEAST_CUT_PX and wide >= LEAST_CUT_WIDE_PX
        if is_left != is_right and is_part and is_big and _fill(spot) > LEAST_FILL:
            middle = x + high / 2 if is_right else x + wide - high / 2
            worth = math.sqrt(area + 1) * _fill(spot)
            side = PLATE_MARGIN * high
            found.append(Candidate(middle, y + high / 2, side, False, worth, is_cut=True))
    return found


def _with_halves_joined(spots: list[Spot]) -> list[Spot]:
    """Return them, and as one what white letters have cut into an upper and a lower half."""
    spots = sorted(spots, key=lambda spot: -spot[4])[:MOST_HALVES]
    joined = []
    for place, (x, y, wide, high, area) in enumerate(spots):
        for left, top, across, down, more in spots[place + 1 :]:
            gap = max(y, top) - min(y + high, top + down)
            apart = abs(x + wide / 2 - left - across / 2)
            if gap < 0.5 * max(wide, across) and apart < 0.25 * max(wide, across) and gap > -2:
                right, bottom = max(x + wide, left + across), max(y + high, top + down)
                corner = (min(x, left), min(y, top))
                joined.append((*corner, right - corner[0], bottom - corner[1], area + more))
    return spots + joined


def _lamps(spots: list[Spot], colours: Colours) -> list[Candidate]:
    found = []
    for spot in spots:
        x, y, wide, high, _ = spot
        longer = max(wide, high)
        is_lamp = LEAST_LAMP_PX <= longer <= LARGEST_LAMP_SHARE * colours.green.shape[0]
        if is_lamp and min(wide, high) * ASPECT_LAMP >= longer and _fill(spot) > LEAST_FILL:
            across, down = x + wide // 2, y + high // 2
            brighter = 1.0 + float(colours.excess[down, across]) / DOUBLE_WORTH
            # the middle of a lamp may be white: its colour is beside it
            strength = max(colours.strength[down, across], colours.strength[down, x + wide // 6])
            brighter *= 0.2 + float(strength) / DOUBLE_WORTH
            found.append(_made(spot, LAMP_MARGIN, is_lamp=True, brighter=brighter))
    return found


def _fill(spot: Spot) -> float:
    # an outline runs through the middles of its pixels: a square of 3 x 3 has an area of 4
    _, _, wide, high, area = spot
    return (area + wide + high - 1) / (wide * high)


def _made(spot: Spot, margin: float, *, is_lamp: bool, brighter: float = 1.0) -> Candidate:
    x, y, wide, high, area = spot
    # bigger is nearer and matters more; a ring or a line is less likely
    worth = math.sqrt(area + 1) * _fill(spot) * brighter
    return Candidate(x + wide / 2, y + high / 2, margin * max(wide, high), is_lamp, worth)


def _best_of(masks: list[list[Candidate]]) -> list[Candidate]:
    """Return the best of each mask, then the second of each, and so on; doubles once."""
    ranked = [sorted(mask, key=lambda one: -one.worth)[:SORTED_MOST] for mask in masks]
    kept: list[Candidate] = []
    for place in zip_longest(*ranked):
        for one in place:
            if one is not None and not any(_is_double(one, other) for other in kept):
                kept.append(one)
    return kept


def _is_double(one: Candidate, other: Candidate) -> bool:
    apart = max(abs(one.x - other.x), abs(one.y - other.y))
    near, alike = SAME_LAMP if one.is_lamp else SAME_PLATE
    if one.is_cut != other.is_cut:
        return False
    return apart < near * other.side and 1.0 / alike < one.side / other.side < alike


def _scaled(one: Candidate, scale: float) -> Candidate:
    if scale == 1.0:
        return one
    return replace(one, x=one.x * scale, y=one.y * scale, side=one.side * scale)
