"""A parcel in the hands: a box with three sides to be seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import SHIFT
from hardware_mocks.worlds.house.picture.figures import Figure
from hardware_mocks.worlds.house.picture.limbs import HELD
from hardware_mocks.worlds.house.picture.painter import Painter, Spot
from hardware_mocks.worlds.house.picture.pinhole import Pinhole
from hardware_mocks.worlds.house.picture.textures import linear

_HALF_M = (0.13, 0.17, 0.1)
_CARDBOARD, _TAPE = (95, 145, 190), (140, 175, 205)
# of the eight corners, those of each side, and how bright it is
_SIDES = (((0, 1, 3, 2), 0.8), ((4, 5, 7, 6), 0.8), ((0, 1, 5, 4), 0.68), ((2, 3, 7, 6), 0.68),
          ((0, 2, 6, 4), 0.45), ((1, 3, 7, 5), 1.1))  # fmt: skip


def draw_parcel(
    part: NDArray[np.uint8], hole: Pinhole, painter: Painter, figure: Figure, spot: Spot
) -> None:
    """Draw the parcel of a body over its chest."""
    import cv2

    ahead = figure.limbs.faces
    aside = np.array([-ahead[1], ahead[0], 0.0])
    middle = figure.limbs.ends[HELD].mean(0) + ahead * 0.1
    corners = np.array([
        middle + ahead * _HALF_M[0] * x + aside * _HALF_M[1] * y + (0, 0, _HALF_M[2] * z)
        for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)
    ])  # fmt: skip
    pixels, depth = hole.project(corners)
    fixed = ((pixels - figure.corner) * (1 << SHIFT)).astype(np.int32)
    order = sorted(_SIDES, key=lambda side: -float(depth[list(side[0])].mean()))
    for side, shade in order[3:]:
        color = painter.seen(linear(_CARDBOARD) * shade, spot)
        cv2.fillConvexPoly(part, fixed[list(side)], color, cv2.LINE_AA, SHIFT)
        if shade > 1:
            a, b, c, d = fixed[list(side)]
            tape = np.stack([a * 5 + b * 4, a * 4 + b * 5, d * 4 + c * 5, d * 5 + c * 4]) // 9
            cv2.fillConvexPoly(part, tape, painter.seen(linear(_TAPE), spot), cv2.LINE_AA, SHIFT)
