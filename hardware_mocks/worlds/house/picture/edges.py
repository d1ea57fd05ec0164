"""Light where surfaces meet: a pixel on an edge sees two of them, each in its own light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.surface import Surface
from hardware_mocks.worlds.house.picture.textures import infrared_of

FINE = 2
"""Colours are computed for so many pixels in each direction, and their mean is taken."""
_REACH = 2
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Edges:
    """How light that was computed for coarse places becomes that of each pixel.

    Attributes:
        near: pixels (flat) close to an edge, which take the light of one place: `near_place`.
        mixed: pixels (flat) with an edge inside: of each quarter of them `mixed_place` (n, 4) is
            where it takes its light, `mixed_color` (n, 4, 3) and `mixed_infrared` (n, 4) what it
            gives back.
    """

    near: Places
    near_place: Places
    mixed: Places
    mixed_place: Places
    mixed_color: Floats
    mixed_infrared: Floats


def find_edges(
    planes: NDArray[np.int16],
    normals: Floats,
    colors: Floats,
    living: Floats,
    coarse: Surface,
    step: int,
) -> Edges:
    """Return the edges of a picture.

    Args:
        planes, normals, colors, living: of each quarter pixel; living is 1 on plants.
        coarse: the places whose light is computed, every `step`-th pixel.
    """
    own = planes[::FINE, ::FINE]
    is_mixed = np.zeros(own.shape, bool)
    for down, right in ((0, 1), (1, 0), (1, 1)):
        is_mixed |= planes[down::FINE, right::FINE] != own
    width = own.shape[1]
    mixed = np.flatnonzero(is_mixed)
    rows, columns = np.divmod(mixed, width)
    fine_rows = rows[:, None] * FINE + [0, 0, 1, 1]
    fine_columns = columns[:, None] * FINE + [0, 1, 0, 1]
    places = _best(coarse, step, planes, normals, fine_rows.ravel(), fine_columns.ravel())
    mixed_color = colors[fine_rows, fine_columns]
    is_near = _borders(coarse, own, step) & ~is_mixed
    near = np.flatnonzero(is_near)
    near_rows, near_columns = np.divmod(near, width)
    near_place = _best(coarse, step, planes, normals, near_rows * FINE, near_columns * FINE)
    return Edges(
        near.astype(np.int32), near_place, mixed.astype(np.int32), places.reshape(-1, 4),
        mixed_color, infrared_of(mixed_color, living[fine_rows, fine_columns]),
    )  # fmt: skip


def _borders(coarse: Surface, own: NDArray[np.int16], step: int) -> NDArray[np.bool_]:
    """Return the pixels that lie on or beside coarse places of another plane than theirs."""
    rows, columns = own.shape
    found = np.zeros(own.shape, bool)
    y, x = np.arange(rows), np.arange(columns)
    for dy, dx in ((0, 0), (0, 1), (1, 0), (1, 1), (0, -1), (-1, 0)):
        row = np.clip(np.floor(y / step).astype(int) + dy, 0, coarse.shape[0] - 1)
        column = np.clip(np.floor(x / step).astype(int) + dx, 0, coarse.shape[1] - 1)
        found |= coarse.planes[row][:, column] != own
    return found


def _inner(coarse: Surface) -> NDArray[np.bool_]:
    """Return the places with four neighbours in their plane: they lie on their face for sure."""
    planes = coarse.planes
    inner = np.zeros(planes.shape, bool)
    middle = planes[1:-1, 1:-1]
    inner[1:-1, 1:-1] = (
        (planes[:-2, 1:-1] == middle) & (planes[2:, 1:-1] == middle)
        & (planes[1:-1, :-2] == middle) & (planes[1:-1, 2:] == middle)
    )  # fmt: skip
    return inner


def _best(
    coarse: Surface,
    step: int,
    planes: NDArray[np.int16],
    normals: Floats,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
) -> Places:
    """Return for quarter pixels the nearest coarse place in their plane, or else one like it."""
    height, width = coarse.shape
    plane, normal = planes[rows, columns], normals[rows, columns]
    row, column = rows / (FINE * step), columns / (FINE * step)
    inner = _inner(coarse)
    best = np.zeros(len(rows), np.int32)
    quality = np.full(len(rows), -1e9, np.float32)
    for dy in range(-_REACH, _REACH + 1):
        for dx in range(-_REACH, _REACH + 1):
            r = np.clip(np.round(row).astype(np.int32) + dy, 0, height - 1)
            c = np.clip(np.round(column).astype(np.int32) + dx, 0, width - 1)
            score = -((r - row) ** 2 + (c - column) ** 2).astype(np.float32)
            score += (1000 + 300 * inner[r, c]) * (coarse.planes[r, c] == plane)
            score += 100 * ((coarse.normals[r, c] * normal).sum(1) > 0.9)
            better = score > quality
            best[better] = (r * width + c)[better]
            quality[better] = score[better]
    return best
