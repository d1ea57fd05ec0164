"""Light that lies still on the floor: sun through windows, shadows of what stands about."""

from __future__ import annotations

from typing import Any

import numpy as np

from hardware_mocks.worlds.track.picture.floors import PX_PER_M, Texture
from hardware_mocks.worlds.track.picture.grain import Field, blotches
from hardware_mocks.worlds.track.picture.look import Look

_COARSE = 4
"""Light is reckoned on so much larger pixels."""


def light_map(look: Look, picture: Texture) -> Texture:
    """Return a floor with the sun and the still shadows of a look on it."""
    import cv2

    if not look.windows and not look.shadows:
        return picture
    rng = np.random.Generator(np.random.PCG64([look.seed, 23]))
    shape = (picture.shape[0] // _COARSE, picture.shape[1] // _COARSE)
    light = np.ones(shape, np.float32)
    if look.shadows:
        light -= np.float32(look.shadows * 0.35) * _soft(rng, shape)
        light *= 1 - np.float32(look.shadows * 0.6) * _furniture(rng, shape)
    if look.windows:
        light += np.float32(look.windows) * _sun(rng, shape)
    size = (picture.shape[1], picture.shape[0])
    large = cv2.merge([cv2.resize(light, size, interpolation=cv2.INTER_LINEAR)] * 3)
    return np.asarray(cv2.multiply(picture, large, dtype=cv2.CV_8U))


def _soft(rng: np.random.Generator, shape: tuple[int, int]) -> Field:
    """Return how shady it is, 0 to 1, with borders as wide as a hand."""
    field = blotches(rng, shape, 0.9 * PX_PER_M / _COARSE)
    return np.asarray(np.clip(field * 1.6 - 0.6, 0, 1), np.float32)


def _furniture(rng: np.random.Generator, shape: tuple[int, int]) -> Field:
    """Return long shadows of legs of tables and chairs, all away from one light."""
    import cv2

    shade = np.zeros(shape, np.uint8)
    away_rad = rng.uniform(0, 2 * np.pi)
    away = np.array([np.cos(away_rad), np.sin(away_rad)])
    for _ in range(int(rng.integers(3, 9))):
        foot = rng.uniform(0, 1, 2) * (shape[1], shape[0])
        head = foot + away * rng.uniform(30, 110)
        ends = np.round(np.stack([foot, head]) * 16).astype(np.int32)
        cv2.polylines(shade, [ends], False, 255, int(rng.integers(2, 8)), cv2.LINE_AA, 4)
    soft: Any = cv2.GaussianBlur(shade, (0, 0), 1.5)
    return np.asarray(soft.astype(np.float32) / 255)


def _sun(rng: np.random.Generator, shape: tuple[int, int]) -> Field:
    """Return the patches that windows throw on the floor, with the bars of their frames."""
    import cv2

    light = np.zeros(shape, np.uint8)
    turn_rad = rng.uniform(0, 2 * np.pi)
    along = np.array([np.cos(turn_rad), np.sin(turn_rad)])
    slant = turn_rad + np.pi / 2 + rng.uniform(-0.5, 0.5)
    across = np.array([np.cos(slant), np.sin(slant)])
    for _ in range(int(rng.integers(1, 4))):
        corner = rng.uniform(0.1, 0.9, 2) * (shape[1], shape[0])
        wide, high = rng.uniform(25, 60), rng.uniform(40, 100)
        for row in range(int(rng.integers(1, 3))):
            for column in range(2):
                start = corner + along * column * (wide + 4) + across * row * (high + 4)
                pane = [start, start + along * wide, start + along * wide + across * high,
                        start + across * high]  # fmt: skip
                cv2.fillConvexPoly(light, np.round(np.array(pane) * 16).astype(np.int32), 255,
                                   cv2.LINE_AA, 4)  # fmt: skip
    soft: Any = cv2.GaussianBlur(light, (0, 0), 0.8)
    return np.asarray(soft.astype(np.float32) / 255)
