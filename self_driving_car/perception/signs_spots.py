"""Coloured spots of a picture: what hangs together in a mask, and what letters have cut apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[Any]

LEAST_CORNERS = 3
SPECK = np.ones((2, 2), np.uint8)
"""What is smaller is noise: most of what a noisy picture has of any colour."""
MANY = 40
"""More spots than these are noise; the biggest of them are looked at."""
MOST_HALVES = 12
WORD_SHARE = 0.7
"""A word between two halves is no higher than this share of their width."""


class Spot(NamedTuple):
    """The rectangle round a spot, in pixels, and how many of them have its colour."""

    x: int
    y: int
    wide: int
    high: int
    area: float

    @property
    def longer(self) -> int:
        """Its longer side, in pixels."""
        return max(self.wide, self.high)

    @property
    def fill(self) -> float:
        """The share of its rectangle that it fills; a disc has 0.79, an octagon 0.83."""
        # an outline runs through the middles of its pixels: a square of 3 x 3 has an area of 4
        return (self.area + self.wide + self.high - 1) / (self.wide * self.high)


def spots_of(mask: Mask, least_px: int) -> list[Spot]:
    """Return what hangs together, holes filled: letters, and the white core of a lamp.

    Args:
        mask: shape (H, W), 0 or 255.
        least_px: what is less long than this is left out.
    """
    if not cv2.countNonZero(mask):  # most colours of most pictures: ten times as quick
        return []
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, SPECK)
    *_, outlines, levels = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if levels is None:
        return []
    outer = [
        one
        for one, parent in zip(outlines, levels[0, :, 3].tolist(), strict=True)
        if parent < 0 and len(one) >= LEAST_CORNERS
    ]
    if len(outer) > MANY:  # a noisy picture
        outer = sorted(outer, key=len, reverse=True)[:MANY]
    spots = []
    for one in outer:
        x, y, wide, high = cv2.boundingRect(one)
        if wide >= least_px or high >= least_px:
            spots.append(Spot(x, y, wide, high, cv2.contourArea(one)))
    return spots


def with_halves_joined(spots: list[Spot]) -> list[Spot]:
    """Return them, and as one what white letters have cut into an upper and a lower half."""
    spots = sorted(spots, key=lambda spot: -spot.area)[:MOST_HALVES]
    joined = []
    for place, one in enumerate(spots):
        for other in spots[place + 1 :]:
            wider = max(one.wide, other.wide)
            gap = max(one.y, other.y) - min(one.y + one.high, other.y + other.high)
            apart = abs(one.x + one.wide / 2 - other.x - other.wide / 2)
            if -2 < gap < WORD_SHARE * wider and apart < 0.25 * wider:
                joined.append(_both(one, other, word_px=max(0, gap) * min(one.wide, other.wide)))
    return spots + joined


def _both(one: Spot, other: Spot, word_px: int) -> Spot:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.wide, other.x + other.wide)
    bottom = max(one.y + one.high, other.y + other.high)
    return Spot(left, top, right - left, bottom - top, one.area + other.area + word_px)
