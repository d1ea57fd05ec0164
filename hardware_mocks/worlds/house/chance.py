"""Chance that depends on nothing but a seed, a name and the time: asked twice, it says the same."""

from __future__ import annotations

import math
import zlib


def drift(seed: str, t_s: float, period_s: float) -> float:
    """Return a value from -1 to 1 that wanders smoothly, as wind and clouds do.

    Args:
        seed: what makes one wandering differ from another.
        period_s: about how long it keeps its direction.
    """
    place = t_s / period_s
    before = math.floor(place)
    share = place - before
    eased = share * share * (3 - 2 * share)
    a, b = _knot(seed, before), _knot(seed, before + 1)
    return a + (b - a) * eased


def share_of(seed: str) -> float:
    """Return a fixed share from 0 to 1 (without 1) for a seed."""
    return zlib.crc32(seed.encode()) / 2**32


def _knot(seed: str, number: int) -> float:
    return 2 * share_of(f"{seed} {number}") - 1
