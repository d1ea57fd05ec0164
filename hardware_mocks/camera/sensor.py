"""The sensor and the image processor behind it: a scene becomes a picture, with its faults.

A scene comes well exposed, neutral and clean. What the camera does wrong is put on it: too much
or too little light, a colour cast, blur, noise. All of brightness, colour and contrast is one table
of 256 entries for each channel; noise is cut from patterns made once. So a 320x240 picture costs a
fraction of a millisecond.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.view import Scenery

Picture = NDArray[Any]
"""Bytes, (height, width, 3), BGR."""

GAMMA = 2.2
NOISE_AT_GAIN_1 = 0.9
"""Grey levels (standard deviation) of a well-lit picture after noise reduction."""
NOISE_GROWTH = 0.4
"""Shot noise grows with the root of the gain; noise reduction takes a little more of much."""
_TILE = (512, 640)
_SHIFTS = 64
_LEVELS_PER_STOP = 2
NOISE_LEFT = {"off": 1.6, "fast": 1.0, "high_quality": 0.6, "minimal": 1.2, "zsl": 1.0}
"""How much noise each NoiseReductionMode leaves."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the camera sees one frame.

    Attributes:
        level: light on the sensor, 1.0 for a well exposed picture.
        gain: how much it was amplified, which is what makes noise.
        red, blue: how much too strong these channels are; 1.0 with good white balance.
        blur_px: diameter of what should be a point.
        brightness, contrast, saturation, sharpness: the controls.
        noise_left: share of the noise that noise reduction leaves.
        ticket: chooses the noise.
    """

    level: float = 1.0
    gain: float = 1.0
    red: float = 1.0
    blue: float = 1.0
    blur_px: float = 0.0
    brightness: float = 0.0
    contrast: float = 1.0
    saturation: float = 1.0
    sharpness: float = 1.0
    noise_left: float = 1.0
    ticket: int = 0


def develop(scenery: Scenery, look: Look) -> Picture:
    """Return the picture that the camera makes of a scene, (height, width, 3) BGR."""
    picture: Picture = scenery.image
    if look.blur_px >= 1.0:
        picture = cv2.GaussianBlur(picture, (0, 0), look.blur_px / 3)
    picture = with_tones(picture, look, is_grey=scenery.is_infrared)
    if look.saturation != 1.0 and not scenery.is_infrared:
        picture = with_saturation(picture, look.saturation)
    if look.sharpness != 1.0:
        picture = with_sharpness(picture, look.sharpness)
    sigma = NOISE_AT_GAIN_1 * look.gain**NOISE_GROWTH * look.noise_left
    picture = with_noise(picture, sigma, look.ticket)
    return picture.copy() if picture is scenery.image else picture


def with_tones(picture: Picture, look: Look, *, is_grey: bool = False) -> Picture:
    """Return a picture with exposure, white balance, contrast and brightness put on it."""
    level = round(look.level ** (1 / GAMMA), 3)
    red, blue = (1.0, 1.0) if is_grey else (look.red, look.blue)
    cast = (round(blue ** (1 / GAMMA), 3), round(red ** (1 / GAMMA), 3))
    contrast, brightness = round(look.contrast, 3), round(look.brightness, 3)
    if cast == (1.0, 1.0) and contrast == 1.0 and brightness >= 0:  # five times as fast
        if level == 1.0 and brightness == 0:
            return picture
        return cv2.convertScaleAbs(picture, alpha=level, beta=brightness * 255)
    table = _table(level, *cast, contrast, brightness)
    return picture if table is None else cv2.LUT(picture, table)


@lru_cache(maxsize=256)
def _table(
    level: float, blue: float, red: float, contrast: float, brightness: float
) -> Picture | None:
    grey = np.arange(256, dtype=np.float64)
    channels = [grey * (level * cast) for cast in (blue, 1.0, red)]
    toned = [(c - 128) * contrast + 128 + brightness * 255 for c in channels]
    table = np.clip(np.round(np.stack(toned, axis=-1)), 0, 255).astype(np.uint8).reshape(256, 1, 3)
    is_neutral = bool((table[:, 0, :] == grey.astype(np.uint8)[:, None]).all())
    return None if is_neutral else table


def with_saturation(picture: Picture, saturation: float) -> Picture:
    """Return a picture with stronger (above 1.0) or weaker colours."""
    luma = np.array([0.114, 0.587, 0.299]) * (1 - saturation)
    matrix = np.tile(luma, (3, 1)) + np.eye(3) * saturation
    return cv2.transform(picture, matrix)


def with_sharpness(picture: Picture, sharpness: float) -> Picture:
    """Return a picture with edges made stronger (above 1.0) or weaker."""
    soft = cv2.GaussianBlur(picture, (0, 0), 1.2)
    amount = min(sharpness - 1.0, 4.0)
    return cv2.addWeighted(picture, 1 + amount, soft, -amount, 0)


def with_noise(picture: Picture, sigma: float, ticket: int) -> Picture:
    """Return a picture with noise of that standard deviation, in grey levels."""
    if sigma < 0.3:
        return picture
    level = round(np.log2(sigma) * _LEVELS_PER_STOP)
    more, less = _noise(level)
    noisy = np.empty_like(picture)
    height, width = picture.shape[:2]
    mixed = (ticket * 0x9E3779B97F4A7C15) & (2**64 - 1)
    for y in range(0, height, _TILE[0]):
        for x in range(0, width, _TILE[1]):
            mixed = (mixed * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
            down, right = (mixed >> 40) % _SHIFTS, (mixed >> 52) % _SHIFTS
            rows, columns = min(_TILE[0], height - y), min(_TILE[1], width - x)
            here = np.s_[y : y + rows, x : x + columns]
            there = np.s_[down : down + rows, right : right + columns]
            cv2.add(picture[here], more[there], dst=noisy[here])
            cv2.subtract(noisy[here], less[there], dst=noisy[here])
    return noisy


def prepare_noise() -> None:
    """Make the patterns of a camera's usual gains now, which takes longer than a frame."""
    for level in range(4):
        _noise(level)


@lru_cache(maxsize=24)
def _noise(level: int) -> tuple[Picture, Picture]:
    """Return patterns to add and to subtract; coarser and coloured, as after noise reduction."""
    rng = np.random.Generator(np.random.PCG64(level + 1000))
    sigma = 2.0 ** (level / _LEVELS_PER_STOP)
    shape = (_TILE[0] + _SHIFTS, _TILE[1] + _SHIFTS)
    luma = rng.standard_normal((*shape, 1), dtype=np.float32)
    colour = rng.standard_normal((*shape, 3), dtype=np.float32)
    pattern: Any = np.round((luma * 0.8 + colour * 0.6) * sigma)
    more = np.clip(pattern, 0, 255).astype(np.uint8)
    less = np.clip(-pattern, 0, 255).astype(np.uint8)
    return more, less
