"""Shadows of bodies on floors: soft ones where feet touch, and those that a lamp casts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import Canvas
from hardware_mocks.worlds.house.picture.figures import Figure
from hardware_mocks.worlds.house.picture.limbs import BONES
from hardware_mocks.worlds.house.picture.painter import Painter
from hardware_mocks.worlds.house.picture.pinhole import NEAR_M

_SHARE = 2  # shadows are drawn in a picture half as fine
_FIXED = 3
_LONGEST_M = 3.0
_BORDER = 4
_CONTACT, _CAST = 95, 0.72
_RING = np.array([(math.cos(t), math.sin(t)) for t in np.linspace(0, math.tau, 9)[:-1]])
_BONES = np.array(BONES)


def draw_shadows(canvas: Canvas, painter: Painter, figures: Sequence[Figure]) -> None:
    """Darken the floor under and behind bodies."""
    standing = [f for f in figures if f.body.pose != "lies" or f.body.kind == "cat"]
    if not standing:
        return
    fallen = [_bones(painter, figure) for figure in standing]
    points, wide = _on_floor(fallen)
    places, depth = canvas.pinhole.project(points)
    places /= _SHARE
    thick = wide * (canvas.pinhole.focal_px / _SHARE) / depth.reshape(-1, 2).mean(1)
    first = 0
    for cast in fallen:
        part = slice(first, first + len(cast.ends) + len(_RING))
        lines = slice(first // 2, first // 2 + len(cast.ends) // 2)
        first = part.stop
        if float(depth[part].min()) > 4 * NEAR_M:
            _draw(canvas, places[part], thick[lines].tolist(), cast.share)


@dataclass(frozen=True, eq=False)
class _Cast:
    """What throws a shadow: joints (2n, 3), radii (n), the lamp, how dark, what is around it."""

    ends: NDArray[np.float64]
    radii: NDArray[np.float64]
    lamp: tuple[float, float, float]
    middle: tuple[float, float]
    share: int
    under_m: float


def _bones(painter: Painter, figure: Figure) -> _Cast:
    body, limbs = figure.body, figure.limbs
    under_m = body.height_m * (
        0.85 if body.kind == "cat" else 0.35 if body.pose == "crawls" else 0.2
    )
    spot = painter.spot(*limbs.middle[:2])
    if spot.lamp is None or painter.light.is_infrared:
        return _Cast(np.zeros((0, 3)), np.zeros(0), (0, 0, 9), limbs.middle[:2], 0, under_m)
    which = slice(None) if body.kind == "cat" else _BONES
    ends = limbs.ends[which].reshape(-1, 3)
    share = round(255 * _CAST * min(1.0, spot.share))
    return _Cast(ends, limbs.radii[which].max(1), spot.lamp, limbs.middle[:2], share, under_m)


def _on_floor(casts: Sequence[_Cast]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return all points on the floor (n, 3), for each body its joints and a ring, and widths."""
    ring = np.column_stack([_RING, np.zeros(len(_RING))])
    ends = np.concatenate([part for c in casts for part in (c.ends, ring * c.under_m)])
    counts = [len(c.ends) + len(_RING) for c in casts]
    lamps = np.repeat([(*c.lamp, *c.middle) for c in casts], counts, axis=0)
    is_ring = np.concatenate([np.arange(n) >= n - len(_RING) for n in counts])
    ends[is_ring, :2] += lamps[is_ring, 3:]
    height = np.maximum(lamps[:, 2], ends[:, 2] + 0.3)
    stretch = height / (height - ends[:, 2])
    off = lamps[:, :2] + (ends[:, :2] - lamps[:, :2]) * stretch[:, None] - lamps[:, 3:]
    length = np.maximum(np.hypot(off[:, 0], off[:, 1]), 1e-6)
    ends[:, :2] = lamps[:, 3:] + off * np.minimum(1.0, _LONGEST_M / length)[:, None]
    ends[:, 2] = 0.0
    radii = np.concatenate([np.append(c.radii, np.zeros(len(_RING) // 2)) for c in casts])
    return ends, radii * stretch.reshape(-1, 2).mean(1) * 1.6


def _draw(
    canvas: Canvas,
    places: NDArray[np.float64],
    thick: list[float],
    share: int,
) -> None:
    import cv2

    edge = max(thick, default=2.0) / 2 + _BORDER
    height, width = canvas.floor.shape
    low, high = (places.min(0) - edge).tolist(), (places.max(0) + edge).tolist()
    x0, y0 = max(0, math.floor(low[0])), max(0, math.floor(low[1]))
    x1, y1 = min(width // 2, math.ceil(high[0])), min(height // 2, math.ceil(high[1]))
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    fixed = ((places - (x0, y0)) * (1 << _FIXED)).astype(np.int32)
    joints = 2 * len(thick)
    cv2.fillConvexPoly(mask, fixed[joints:], _CONTACT, cv2.LINE_8, _FIXED)
    for (a, b), line in zip(fixed[:joints].reshape(-1, 2, 2).tolist(), thick, strict=True):
        cv2.line(mask, a, b, share, max(1, min(60, round(line))), cv2.LINE_8, _FIXED)
    soft = np.asarray(cv2.blur(mask, (5, 5)), np.uint8)
    _darken(canvas, soft, (x0, y0))


def _darken(canvas: Canvas, soft: NDArray[np.uint8], low: tuple[int, int]) -> None:
    import cv2

    rows, columns = soft.shape
    place = (
        slice(low[1] * _SHARE, (low[1] + rows) * _SHARE),
        slice(low[0] * _SHARE, (low[0] + columns) * _SHARE),
    )
    large = cv2.resize(soft, (columns * _SHARE, rows * _SHARE))
    keep = cv2.bitwise_not(cv2.bitwise_and(large, canvas.floor[place]))
    part = canvas.image[place]
    cv2.multiply(part, cv2.merge([keep, keep, keep]), part, 1 / 255)
