"""Floors that small cars drive on: carpet, wood, concrete, tiles; brown ones, grey ones.

A floor is painted once, at 4 mm a pixel. Row 0 lies at the room's smallest y, column 0 at its
smallest x.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.track.picture.grain import Field, Shape, blotches, grain, layers
from hardware_mocks.worlds.track.picture.look import Look

PX_PER_M = 250.0
_WOOD_TINT = (0.9, 1.0, 1.05)
Texture = NDArray[np.uint8]
"""(rows, columns, 3) BGR."""


def painted_floor(look: Look, shape: Shape) -> Texture:
    """Return the bare floor of a look, (rows, columns, 3) BGR."""
    rng = np.random.Generator(np.random.PCG64([look.seed, 21]))
    levels, seams = _FAMILIES[look.floor](look, rng, shape)
    base = np.array(look.floor_bgr, np.float32)
    tint = np.array(_WOOD_TINT if look.floor == "wood" else (1.0, 1.0, 1.0), np.float32)
    picture = base + (levels * np.float32(look.floor_contrast))[..., None] * tint
    if seams is not None:
        picture += seams[..., None] * (np.array(look.seam_bgr, np.float32) - picture)
    picture += grain(rng, shape)[..., None] * np.float32(2.0)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _plain(look: Look, rng: np.random.Generator, shape: Shape) -> tuple[Field, Field | None]:
    return grain(rng, shape) * 4 + blotches(rng, shape, 90) * 2, None


def _carpet(look: Look, rng: np.random.Generator, shape: Shape) -> tuple[Field, Field | None]:
    """Pile: coarse grain, trodden in places."""
    pile = grain(rng, shape) * 11 + blotches(rng, shape, 2.5) * 6
    return pile + layers(rng, shape, (25, 110)) * 5, None


def _concrete(look: Look, rng: np.random.Generator, shape: Shape) -> tuple[Field, Field | None]:
    """Clouds, pores, and a few cracks, which look like thin lines."""
    import cv2

    clouds = layers(rng, shape, (6, 30, 120, 320)) * 9 + grain(rng, shape) * 4
    pores = np.where(rng.random(shape, dtype=np.float32) > 0.997, -18, 0).astype(np.float32)
    cracks = np.zeros(shape, np.uint8)
    for _ in range(int(rng.integers(2, 7))):
        start = rng.uniform(0, 1, 2) * (shape[1], shape[0])
        turns = np.cumsum(rng.normal(0, 0.25, 60)) + rng.uniform(0, 2 * np.pi)
        steps = np.stack([np.cos(turns), np.sin(turns)], axis=1) * 9
        points = np.round(start + np.cumsum(steps, axis=0)).astype(np.int32)
        cv2.polylines(cracks, [points], False, 255, 1, cv2.LINE_AA)
    return clouds + pores - cracks.astype(np.float32) * np.float32(0.12), None


def _wood(look: Look, rng: np.random.Generator, shape: Shape) -> tuple[Field, Field | None]:
    """Planks, staggered, each of its own tone, with the grain along it and dark seams."""
    width_px = max(8, round(look.tile_m * PX_PER_M))
    lies_along_x = look.floor_angle_rad < np.pi / 2
    rows, columns = shape if lies_along_x else shape[::-1]
    levels = blotches(rng, (rows, columns), 2.0, stretch=45) * 6
    levels += blotches(rng, (rows, columns), 7.0, stretch=25) * 5 + grain(rng, (rows, columns)) * 2
    seams = np.zeros((rows, columns), np.float32)
    for top in range(0, rows, width_px):
        ends = np.cumsum(rng.integers(200, 360, columns // 200 + 2)) - rng.integers(0, 300)
        left = 0
        for end in ends:
            right = int(np.clip(end, left, columns))
            levels[top : top + width_px, left:right] += np.float32(rng.normal(0, 9))
            seams[top : top + width_px, max(right - 1, 0) : right] = 0.55
            left = right
        seams[top : top + 1] = 0.6
    levels -= seams * np.float32(45)
    field = levels if lies_along_x else levels.T
    return np.ascontiguousarray(field), None


def _tiles(look: Look, rng: np.random.Generator, shape: Shape) -> tuple[Field, Field | None]:
    """Square tiles at any angle, each of its own tone; their seams look like lines."""
    size_px = np.float32(look.tile_m * PX_PER_M)
    half_seam_px = np.float32(look.seam_m * PX_PER_M / 2)
    across, along = _turned(shape, look.floor_angle_rad)
    index_a, index_b = np.floor(across / size_px), np.floor(along / size_px)
    from_seam = np.minimum(_from_edge(across, size_px), _from_edge(along, size_px))
    tones = rng.standard_normal((64, 64), dtype=np.float32) * 6
    tone = tones[index_a.astype(np.int32) % 64, index_b.astype(np.int32) % 64]
    clouds = layers(rng, shape, (10, 60)) * 3 + grain(rng, shape) * 2
    seams = np.clip(half_seam_px + np.float32(0.5) - from_seam, 0, 1)
    return tone + clouds, np.asarray(seams * np.float32(0.9), np.float32)


def _turned(shape: Shape, angle_rad: float) -> tuple[Field, Field]:
    """Return each pixel's place in px along two axes that are turned by an angle."""
    x = np.arange(shape[1], dtype=np.float32)
    y = np.arange(shape[0], dtype=np.float32)[:, None]
    cos, sin = np.float32(np.cos(angle_rad)), np.float32(np.sin(angle_rad))
    return x * cos + y * sin, y * cos - x * sin


def _from_edge(place_px: Field, size_px: np.float32) -> Field:
    within: Field = place_px % size_px
    return np.asarray(np.minimum(within, size_px - within))


_FAMILIES: dict[str, Callable[[Look, Any, Shape], tuple[Field, Field | None]]] = {
    "plain": _plain,
    "carpet": _carpet,
    "concrete": _concrete,
    "wood": _wood,
    "tiles": _tiles,
}
