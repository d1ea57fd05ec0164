"""Pictures as other rooms, lamps and cameras would have made them, so that a net does not care.

Everything works on pictures as they are cut for the net (`NetInput.cut`) and needs OpenCV alone, so
that the data page can show it, too. What changes the way also changes the steering: a mirrored
picture steers to the other side, and one seen from beside the lane steers back to it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How strongly pictures are changed; 0 leaves something as it is.

    Attributes:
        mirror: share of the pictures that are mirrored.
        light: brightness, up to so many times darker or brighter (as a share: 0.6 is 0.62 to 1.6).
        gamma: the same of the curve of grey.
        tint: white balance, share by which red and blue are off.
        shadow: share of the pictures with a shadow or a sunny patch.
        blur: share that is blurred.
        noise: of the sensor, grey levels, standard deviation at most.
        shift: share of the pictures that are seen from beside.
        shift_m: how far beside, at most.
        turn: how far the camera is turned, at most, as a share of the picture's width.
        back_per_m: steering back to the lane, for each metre beside it.
        back_per_turn: the same for a turn by the picture's whole width.
        horizon: where the horizon lies, as a share of the cut picture's height (negative: above).
        px_per_m: of the floor at the picture's lower edge, as a share of its width.
    """

    mirror: float = 0.5
    light: float = 0.5
    gamma: float = 0.35
    tint: float = 0.15
    shadow: float = 0.4
    blur: float = 0.25
    noise: float = 8.0
    shift: float = 0.5
    shift_m: float = 0.04
    turn: float = 0.03
    back_per_m: float = 5.5
    """Of pure pursuit, 2 y / L^2 with L = 0.38 m, over 2.5 per metre at full steering."""
    back_per_turn: float = 2.3
    """2 sin(turn) / L over 2.5; the picture's width is 62 degrees."""
    horizon: float = -0.07
    px_per_m: float = 5.1
    """The kit's camera: 12 cm high, pitched 18 degrees: 1632 of 320 pixels."""


def augmented(
    bgr: Picture, angle: float, how: Augmentation, chance: np.random.Generator
) -> tuple[Picture, float]:
    """Return a picture changed by chance, and the steering that goes with it.

    Args:
        bgr: (H, W, 3), as cut for the net; it is left as it is.
        angle: -1.0 to 1.0, + is right.
    """
    if chance.random() < how.shift:
        beside_m = chance.uniform(-how.shift_m, how.shift_m)
        turn = chance.uniform(-how.turn, how.turn)
        bgr, angle = from_beside(bgr, angle, beside_m, turn, how)
    if chance.random() < how.mirror:
        bgr, angle = mirrored(bgr, angle)
    bgr = toned(bgr, _factor(how.light, chance), _factor(how.gamma, chance), _tint(how, chance))
    if chance.random() < how.shadow:
        bgr = shadowed(bgr, chance)
    if chance.random() < how.blur:
        bgr = np.asarray(cv2.blur(bgr, (int(chance.choice((1, 3, 5))), 3)), np.uint8)
    if how.noise > 0:
        bgr = noisy(bgr, chance.uniform(0, how.noise), chance)
    return bgr, angle


def mirrored(bgr: Picture, angle: float) -> tuple[Picture, float]:
    """Return a picture with left and right changed, and the steering as well."""
    return np.asarray(cv2.flip(bgr, 1), np.uint8), -angle


def from_beside(
    bgr: Picture, angle: float, beside_m: float, turn: float, how: Augmentation
) -> tuple[Picture, float]:
    """Return a picture as seen from beside where it was taken, and the steering back.

    Seen from farther to the right, the floor moves to the left, the more the nearer it is: a
    shear that begins at the horizon. A turn moves all of it.

    Args:
        beside_m: how far to the right.
        turn: how far the camera is turned to the right, as a share of the picture's width.
    """
    height, width = bgr.shape[:2]
    horizon_px = how.horizon * height
    per_row = -beside_m * how.px_per_m * width / (height - horizon_px)
    move = np.array([[1.0, per_row, -per_row * horizon_px - turn * width], [0.0, 1.0, 0.0]])
    seen = cv2.warpAffine(bgr, move, (width, height), borderMode=cv2.BORDER_REPLICATE)
    steered = angle - how.back_per_m * beside_m - how.back_per_turn * turn
    return np.asarray(seen, np.uint8), min(1.0, max(-1.0, steered))


def toned(bgr: Picture, gain: float, gamma: float, tint: tuple[float, float, float]) -> Picture:
    """Return a picture under another lamp: brightness, curve, and a factor for each colour."""
    grey = (np.arange(256) / 255.0) ** gamma * gain
    table = np.stack([np.clip(grey * one, 0, 1) for one in tint], axis=1) * 255
    return np.asarray(cv2.LUT(bgr, table.astype(np.uint8).reshape(1, 256, 3)), np.uint8)


def shadowed(bgr: Picture, chance: np.random.Generator) -> Picture:
    """Return a picture with a shadow or a sunny patch across it, of soft or hard edges."""
    height, width = bgr.shape[:2]
    corners = chance.uniform((-0.2 * width, -0.2 * height), (1.2 * width, 1.2 * height), (4, 2))
    hard = np.zeros((height, width), np.float32)
    cv2.fillConvexPoly(hard, cv2.convexHull(corners.astype(np.int32)), 1.0)
    soft = int(chance.choice((1, 5, 11)))
    mask = np.asarray(cv2.blur(hard, (soft, soft)), np.float32)
    strength = chance.choice((chance.uniform(-0.65, -0.2), chance.uniform(0.15, 0.8)))
    factor = cv2.merge([1.0 + mask * np.float32(strength)] * 3)
    return np.asarray(cv2.multiply(bgr, factor, dtype=cv2.CV_8U), np.uint8)


def noisy(bgr: Picture, deviation: float, chance: np.random.Generator) -> Picture:
    """Return a picture with the noise of a sensor."""
    tile = _noise_tile()
    top, left = chance.integers(0, tile.shape[0] // 2), chance.integers(0, tile.shape[1] // 2)
    height, width = bgr.shape[:2]
    if height > tile.shape[0] // 2 or width > tile.shape[1] // 2:
        tile = np.asarray(cv2.resize(tile, (width, height)), np.uint8)
        top = left = 0
    noise = tile[top : top + height, left : left + width]
    return np.asarray(
        cv2.addWeighted(bgr, 1.0, noise, deviation / 32, -128 * deviation / 32), np.uint8
    )


_tiles: list[Picture] = []


def _noise_tile() -> Picture:
    """Return noise of 32 grey levels around 128, made once: cutting from it is quick."""
    if not _tiles:
        normal = np.random.default_rng(1).normal(128, 32, (256, 512, 3))
        _tiles.append(np.clip(normal, 0, 255).astype(np.uint8))
    return _tiles[0]


def _factor(most: float, chance: np.random.Generator) -> float:
    """Return a factor by chance, as likely below 1 as above."""
    return float((1.0 + most) ** chance.uniform(-1, 1))


def _tint(how: Augmentation, chance: np.random.Generator) -> tuple[float, float, float]:
    blue, red = chance.uniform(1 - how.tint, 1 + how.tint, 2)
    return float(blue), 1.0, float(red)
