"""Faces: skin on the front of a head, and near enough eyes, brows, a nose and a mouth."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import SHIFT, Color
from hardware_mocks.worlds.house.picture.limbs import Limbs
from hardware_mocks.worlds.house.picture.painter import Painter, Spot
from hardware_mocks.worlds.house.picture.pinhole import Pinhole
from hardware_mocks.worlds.house.picture.textures import linear
from hardware_mocks.worlds.house.state import Body

_TURNS = np.linspace(0, math.tau, 13)[:-1]
_CIRCLE = np.stack([np.cos(_TURNS), np.sin(_TURNS)], axis=-1) * (1 << SHIFT)
_DETAILS_PX = 7.0
Point = tuple[float, float]


def draw_face(
    part: NDArray[np.uint8],
    hole: Pinhole,
    painter: Painter,
    body: Body,
    limbs: Limbs,
    radii: NDArray[np.float64],
    corner: tuple[int, int],
    spot: Spot,
) -> None:
    """Draw the face of somebody whose limbs are drawn; `radii` are those of the limbs in pixels."""
    right, down, away = (hole.axes @ limbs.faces).tolist()
    if away > 0.35:
        return  # the back of the head
    x, y = (hole.project(limbs.head[None])[0][0] - corner).tolist()
    radius = float(radii[-1, 1])
    at = (x + right * 0.34 * radius, y + (down * 0.34 + 0.2) * radius)
    wide = radius * (0.62 + 0.18 * max(0.0, -away))
    skin = linear(body.skin)
    _ellipse(part, at, wide, radius * 0.78, painter.seen(skin, spot))
    if radius > _DETAILS_PX and away < -0.25:
        _details(part, painter, body, at, (wide, radius, right), spot)


def _details(
    part: NDArray[np.uint8],
    painter: Painter,
    body: Body,
    at: Point,
    sizes: tuple[float, float, float],
    spot: Spot,
) -> None:
    wide, radius, right = sizes
    skin = linear(body.skin)
    white, dark = painter.seen(skin * 1.15, spot), painter.seen(skin * 0.1, spot)
    brow = painter.seen(linear(body.hair), spot)
    for sign in (-1, 1):
        x, y = at[0] + sign * wide * 0.42 + right * radius * 0.12, at[1] - radius * 0.08
        _ellipse(part, (x, y), radius * 0.13, radius * 0.07, white)
        _ellipse(part, (x + right * radius * 0.03, y), radius * 0.065, radius * 0.07, dark)
        _ellipse(part, (x, y - radius * 0.17), radius * 0.16, radius * 0.03, brow)
    nose = (at[0] + right * radius * 0.2, at[1] + radius * 0.14)
    _ellipse(part, nose, radius * 0.06, radius * 0.15, painter.seen(skin * 0.78, spot))
    mouth = (at[0] + right * radius * 0.14, at[1] + radius * 0.42)
    lips = painter.seen(skin * np.array([0.5, 0.45, 0.75], np.float32), spot)
    _ellipse(part, mouth, radius * 0.2, radius * 0.05, lips)


def draw_shining_eyes(
    part: NDArray[np.uint8],
    hole: Pinhole,
    limbs: Limbs,
    radii: NDArray[np.float64],
    corner: tuple[int, int],
) -> None:
    """Eyes of a cat send infrared light straight back to the lamp."""
    if float(hole.axes[2] @ limbs.faces) > -0.3:
        return
    x, y = (hole.project(limbs.ends[-1, 1][None])[0][0] - corner).tolist()
    radius = float(radii[-1].max())
    for sign in (-1, 1):
        size = max(0.9, radius * 0.16)
        _ellipse(part, (x + sign * 0.42 * radius, y - 0.35 * radius), size, size, (255, 255, 255))


def _ellipse(part: NDArray[np.uint8], at: Point, wide: float, high: float, color: Color) -> None:
    import cv2

    x, y = at[0] * (1 << SHIFT), at[1] * (1 << SHIFT)
    ring = _CIRCLE * (wide, high) + (x, y)
    cv2.fillConvexPoly(part, ring.astype(np.int32), color, cv2.LINE_AA, SHIFT)
