"""What a cheap camera in a car makes of a scene: its light, its blur, its noise, its JPEG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Picture = NDArray[Any]


def smear_of(chance: Generator, width: int) -> float:
    """Return how far the movement of the car smears a picture, in pixels; mostly not at all."""
    return chance.uniform(2, max(2.5, width / 320 * 6)) if chance.random() < 0.3 else 0.0


def spoil(picture: Picture, chance: Generator, smear_px: float) -> Picture:
    """Return the picture as a camera would have taken it, at random; BGR, shape (H, W, 3)."""
    picture = _move(_light(picture, chance), chance, smear_px)
    picture = _soften(picture, chance)
    if chance.random() < 0.8:
        picture = _noise(picture, chance)
    if chance.random() < 0.8:
        quality = int(chance.uniform(25, 95))
        jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        picture = np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR))
    return picture


def _light(picture: Picture, chance: Generator) -> Picture:
    """Change white balance, gain and gamma, and saturation: one table per channel."""
    warm = chance.normal(0, 0.13)
    white = np.exp(np.array([-warm, chance.normal(0, 0.04), warm]))
    gain = np.exp(chance.normal(0, 0.22))
    gamma = np.exp(chance.normal(0, 0.22))
    lift = chance.uniform(0, 25) if chance.random() < 0.3 else 0.0
    levels = np.linspace(0, 1, 256)[:, None] ** gamma * white * gain * (255 - lift) + lift
    table = np.clip(levels, 0, 255).astype(np.uint8)[None]
    lit = cv2.LUT(picture, table)
    if chance.random() < 0.4:
        grey = cv2.cvtColor(cv2.cvtColor(lit, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
        colour = chance.uniform(0.65, 1.35)
        lit = cv2.addWeighted(lit, colour, grey, 1 - colour, 0)
    if chance.random() < 0.25:
        lit = _glare(lit, chance)
    return lit


def _glare(picture: Picture, chance: Generator) -> Picture:
    height, width = picture.shape[:2]
    veil: Picture = np.zeros((24, 32), np.float32)
    cv2.circle(
        veil,
        (int(chance.integers(32)), int(chance.integers(24))),
        int(chance.integers(2, 9)),
        chance.uniform(30, 140),
        -1,
    )
    veil = cv2.resize(cv2.GaussianBlur(veil, (0, 0), 3), (width, height))
    return cv2.add(picture, cv2.merge([veil.astype(np.uint8)] * 3))


def _move(picture: Picture, chance: Generator, smear_px: float) -> Picture:
    length = int(smear_px)
    if length < 2:
        return picture
    side = max(9, length | 1)
    kernel: Picture = np.zeros((side, side), np.float32)
    middle, slope = kernel.shape[0] // 2, chance.normal(0, 0.3)
    reach = length / 2
    cv2.line(
        kernel,
        (round(middle - reach), round(middle - reach * slope)),
        (round(middle + reach), round(middle + reach * slope)),
        1.0,
        1,
    )
    return cv2.filter2D(picture, -1, kernel / max(kernel.sum(), 1e-6))


def _soften(picture: Picture, chance: Generator) -> Picture:
    kind = chance.random()
    if kind < 0.5:
        sigma = chance.uniform(0.3, 1.1) * (picture.shape[1] / 320) ** 0.6
        return cv2.GaussianBlur(picture, (0, 0), sigma)
    if kind < 0.65:  # cameras that sharpen
        soft = cv2.GaussianBlur(picture, (0, 0), 1.0)
        return cv2.addWeighted(picture, 1.6, soft, -0.6, 0)
    if kind < 0.75:  # taken smaller, and blown up
        height, width = picture.shape[:2]
        share = chance.uniform(0.6, 0.95)
        small = cv2.resize(
            picture, (int(width * share), int(height * share)), interpolation=cv2.INTER_AREA
        )
        return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return picture


def _noise(picture: Picture, chance: Generator) -> Picture:
    sigma = abs(chance.normal(0, 6))
    height, width = picture.shape[:2]
    grain: Picture = np.empty((height, width, 3), np.int16)
    cv2.setRNGSeed(int(chance.integers(2**31)))
    cv2.randn(grain, np.zeros(3), np.full(3, max(0.5, sigma)))
    if chance.random() < 0.3:
        grain = cv2.blur(grain, (3, 3)) * 2
    return cv2.add(picture, grain, dtype=cv2.CV_8U)
