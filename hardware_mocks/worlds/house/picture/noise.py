"""Noise without chance: tiles that repeat, made once from fixed seeds."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats

SIDE = 256


@cache
def tile(seed: int, roughness: int) -> Floats:
    """Return a (256, 256) tile between -1 and 1 that fits itself at its edges.

    Args:
        roughness: how many cells across; 256 is a value for each, 8 are soft clouds.
    """
    coarse = np.random.default_rng([seed, roughness]).uniform(-1, 1, (roughness, roughness))
    at = np.arange(SIDE) * roughness / SIDE
    low = np.floor(at).astype(int)
    share = at - low
    share = share * share * (3 - 2 * share)
    high = (low + 1) % roughness
    rows = coarse[low] * (1 - share)[:, None] + coarse[high] * share[:, None]
    return np.asarray(rows[:, low] * (1 - share) + rows[:, high] * share, np.float32)


def sample(u: Floats, v: Floats, *, cell_m: float, seed: int = 0, roughness: int = 64) -> Floats:
    """Return noise at places: a cell of the noise is `cell_m` large."""
    scale = SIDE / (roughness * cell_m)
    column = np.floor(u * scale).astype(np.int32) & (SIDE - 1)
    row = np.floor(v * scale).astype(np.int32) & (SIDE - 1)
    return np.asarray(tile(seed, roughness)[row, column])


def chance(*keys: NDArray[np.floating] | int) -> Floats:
    """Return a number between 0 and 1 for each tuple of whole numbers, always the same."""
    mixed: NDArray[np.uint32] = np.uint32(0x9E3779B9) + np.zeros(1, np.uint32)
    for key in keys:
        whole = np.asarray(key).astype(np.int64).astype(np.uint32)
        mixed = (mixed ^ whole) * np.uint32(0x85EBCA6B)
        mixed ^= mixed >> np.uint32(13)
        mixed = mixed * np.uint32(0xC2B2AE35)
        mixed ^= mixed >> np.uint32(16)
    return (mixed >> np.uint32(8)).astype(np.float32) / np.float32(1 << 24)
