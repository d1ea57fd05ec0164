"""Draws figures: limbs in up to three tones, hidden by what is nearer, with a face."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.boxes import draw_parcel
from hardware_mocks.worlds.house.picture.canvas import SHIFT, Canvas
from hardware_mocks.worlds.house.picture.faces import draw_face, draw_shining_eyes
from hardware_mocks.worlds.house.picture.figures import Figure, filled, outlines
from hardware_mocks.worlds.house.picture.limbs import CAT_CHAINS, HELD, PERSON_CHAINS
from hardware_mocks.worlds.house.picture.painter import Painter, Spot
from hardware_mocks.worlds.house.picture.pinhole import Floats, Pinhole

_TONES = ((1.0, 0.0, 0.62), (0.78, 0.22, 0.94), (0.46, 0.44, 1.16))
_ONE_TONE = ((1.0, 0.0, 0.88),)
_LARGE_PX, _SMALL_PX = 150, 30
_THIN_PX = 3.2
_KERNEL = np.ones((3, 3), np.uint8)


def draw_figure(canvas: Canvas, painter: Painter, figure: Figure) -> None:
    """Draw a body; what stands before it hides it."""
    import cv2

    around = canvas.nearness[figure.place]
    nearest = figure.nearest
    farthest_thing, nearest_thing, _, _ = cv2.minMaxLoc(around)
    if farthest_thing > nearest:
        return  # it is behind a wall
    part = canvas.image[figure.place]
    spot = painter.spot(*figure.limbs.middle[:2])
    toward = _step_to_light(canvas.pinhole, painter, figure, spot)
    is_large = figure.tall_px > _LARGE_PX
    tones = _TONES if is_large else _TONES[:2] if figure.tall_px > _SMALL_PX else _ONE_TONE
    shapes = outlines(figure, figure.corner, tones, toward, 6 if is_large else 4)
    may_hide = nearest_thing > nearest
    if figure.body.pose != "walks" or figure.body.reaches:
        _draw_among(part, around, painter, canvas.pinhole, figure, shapes, spot)
        return
    before = part.copy() if may_hide else part
    _draw_limbs(part, painter, canvas.pinhole, figure, shapes, spot)
    if may_hide:
        cv2.copyTo(before, (around > nearest).view(np.uint8), part)


def _draw_among(
    part: NDArray[np.uint8],
    around: Floats,
    painter: Painter,
    hole: Pinhole,
    figure: Figure,
    shapes: NDArray[np.int32],
    spot: Spot,
) -> None:
    """Draw somebody of whom a seat may hide some limbs and not others."""
    import cv2

    near = filled(shapes[0], figure, around.shape)
    before_it = cv2.compare(around, near, cv2.CMP_GT)
    hidden = cv2.bitwise_and(before_it, (near > 0).view(np.uint8))
    before = part.copy()
    _draw_limbs(part, painter, hole, figure, shapes, spot)
    # the smooth edge of a hidden limb lies one pixel outside it
    cv2.copyTo(before, cv2.bitwise_and(cv2.dilate(hidden, _KERNEL), before_it), part)


def _draw_limbs(
    part: NDArray[np.uint8],
    painter: Painter,
    hole: Pinhole,
    figure: Figure,
    shapes: NDArray[np.int32],
    spot: Spot,
) -> None:
    import cv2

    limbs = figure.limbs
    share = 0.9 if painter.light.is_infrared else spot.share
    tones = _ONE_TONE if len(shapes) == 1 else _TONES[: len(shapes)]
    shades = tuple(1 + (tone - 1) * (0.55 + 0.6 * round(share, 1)) for _, _, tone in tones)
    colors = painter.limb_colors(limbs.colors, spot, shades)
    inner = list(zip(shapes[1:], colors[1:], strict=True))
    thick = figure.radii.max(1).tolist()
    parcel = len(thick) + HELD if figure.body.carries == "parcel" else -1
    chains = CAT_CHAINS if figure.body.kind == "cat" else PERSON_CHAINS
    near = figure.near.tolist()
    ordered = sorted(chains, key=lambda chain: near[chain[-1][0]] + near[chain[-1][-1]])
    for together in (*(piece for chain in ordered for piece in chain), (len(thick) - 1,)):
        shown = [limb for limb in together if thick[limb] > 0 and limb != parcel]
        for limb in shown:
            cv2.fillConvexPoly(part, shapes[0, limb], colors[0][limb], cv2.LINE_AA, SHIFT)
        for shape, color in inner:
            for limb in shown:
                if thick[limb] > _THIN_PX:
                    cv2.fillConvexPoly(part, shape[limb], color[limb], cv2.LINE_8, SHIFT)
    if figure.tall_px > _LARGE_PX:
        _soften(part, figure, shapes[0])
    if parcel >= 0:
        draw_parcel(part, hole, painter, figure, spot)
    if figure.body.kind != "cat" and figure.tall_px > _SMALL_PX:
        draw_face(part, hole, painter, figure.body, limbs, figure.radii, figure.corner, spot)
    elif painter.light.is_infrared:
        draw_shining_eyes(part, hole, limbs, figure.radii, figure.corner)


def _soften(part: NDArray[np.uint8], figure: Figure, shapes: NDArray[np.int32]) -> None:
    """Let the tones of a large body flow into each other."""
    import cv2

    wide = max(3, figure.tall_px // 36) | 1
    inside = filled(shapes, figure, part.shape[:2]) > 0
    cv2.copyTo(cv2.blur(part, (wide, wide)), inside.view(np.uint8), part)


def _step_to_light(
    hole: Pinhole, painter: Painter, figure: Figure, spot: Spot
) -> tuple[float, float]:
    """Return where on the picture the strongest light is, as a step of at most 1."""
    if painter.light.is_infrared:
        return 0.0, 0.0
    if spot.lamp is None:
        return 0.0, -0.6
    x, y, z = (a - b for a, b in zip(spot.lamp, figure.limbs.middle, strict=True))
    length = math.hypot(x, y, z) or 1.0
    right, down, _ = hole.axes.tolist()
    return (
        (x * right[0] + y * right[1] + z * right[2]) / length,
        (x * down[0] + y * down[1] + z * down[2]) / length,
    )
