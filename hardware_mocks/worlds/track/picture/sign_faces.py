"""How stop signs and traffic lights look from the front: of a kit, printed, worn, with other words.

Their colours are those of red paint and paper under a lamp, not the full red of a screen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from hardware_mocks.worlds.track.picture.grain import layers
from hardware_mocks.worlds.track.picture.look import Colour
from hardware_mocks.worlds.track.picture.sprites import (
    Painted,
    empty,
    filled,
    roughened,
    shrunk,
)

SIGN_STYLES = ("stop", "stop_plain", "stop_worn", "stop_arabic", "stop_paper", "stop_hand")
SIGN_PX = 128
LIGHT_PX = (200, 80)
"""Rows and columns of a light's front: 2.5 times as high as wide."""
_LARGER = 4
_REDS: tuple[Colour, ...] = ((38, 32, 178), (44, 38, 200), (52, 44, 160), (30, 24, 190))
_HOUSINGS: tuple[Colour, ...] = ((28, 28, 28), (40, 44, 40), (45, 60, 40), (30, 150, 190))
_OUT: dict[str, Colour] = {"red": (26, 24, 70), "amber": (24, 58, 78), "green": (40, 66, 30)}
_LIT: dict[str, Colour] = {"red": (60, 50, 250), "amber": (50, 180, 250), "green": (140, 240, 70)}


def stop_sign(style: str, rng: np.random.Generator) -> Painted:
    """Return the plate of a stop sign, square, nothing beside the plate."""
    import cv2

    size = SIGN_PX * _LARGER
    plate = empty(size, size)
    red = _REDS[int(rng.integers(len(_REDS)))]
    around = (225, 228, 230)
    if style == "stop_paper":
        plate[:] = (*around, 255)
    shrink = 0.86 if style == "stop_paper" else 1.0
    cv2.fillPoly(plate, [_octagon(size, 0.5 * shrink)], (*around, 255))
    rim = rng.uniform(0.44, 0.47) * shrink
    cv2.fillPoly(plate, [_octagon(size, rim)], (*red, 255))
    _write(plate, style, round(size * 0.5), shrink, around)
    small = roughened(shrunk(plate, _LARGER), rng, rng.uniform(2, 7))
    return _worn(small, rng) if style == "stop_worn" else small


def light_front(lit: str, rng: np.random.Generator) -> Painted:
    """Return the front of a traffic light: red above, amber, green below.

    Args:
        lit: which lamp is on; "": none.
        rng: housing, how much the lamp dazzles.
    """
    import cv2

    rows, columns = LIGHT_PX[0] * _LARGER // 2, LIGHT_PX[1] * _LARGER // 2
    housing = _HOUSINGS[int(rng.integers(len(_HOUSINGS)))]
    front = filled(rows, columns, housing)
    cv2.rectangle(front, (0, 0), (columns - 1, rows - 1), (*_darker(housing), 255), columns // 14)
    dazzle = rng.uniform(0.1, 0.8)
    radius = round(columns * rng.uniform(0.29, 0.34))
    for number, colour in enumerate(("red", "amber", "green")):
        middle = (columns // 2, round(rows * (number + 0.5 + 0.06 * (1 - number)) / 3))
        cv2.circle(front, middle, round(radius * 1.14), (*_darker(housing), 255), -1, cv2.LINE_AA)
        shown = _LIT[colour] if colour == lit else _OUT[colour]
        cv2.circle(front, middle, radius, (*shown, 255), -1, cv2.LINE_AA)
        if colour == lit:
            _shine(front, middle, radius, shown, dazzle)
        else:
            spot = (middle[0] - radius // 3, middle[1] - radius // 3)
            cv2.circle(front, spot, radius // 6, (*(v + 60 for v in shown), 255), -1, cv2.LINE_AA)
    return roughened(shrunk(front, _LARGER // 2), rng, 2.0)


def _shine(front: Painted, middle: tuple[int, int], radius: int, lit: Colour, by: float) -> None:
    """Let a lamp dazzle: whiter in its middle, a glow on the housing round it."""
    rows, columns = front.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    away = np.hypot(x - middle[0], y - middle[1]) / radius
    white = np.clip(1.05 - away, 0, 1)[..., None] * np.float32(by)
    glow = (np.exp(-((away / 1.25) ** 2)) * (away > 1))[..., None] * np.float32(0.5 * by)
    colours = front[..., :3].astype(np.float32)
    colours += white * (np.float32(255) - colours)
    colours += glow * np.array(lit, np.float32)
    front[..., :3] = np.clip(colours, 0, 255).astype(np.uint8)


def _octagon(size: int, radius: float) -> Any:
    """Return the corners of an octagon that lies on one of its sides; radius to a side."""
    angles = np.arange(8) * math.pi / 4 + math.pi / 8
    corners = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    corners *= radius * size / math.cos(math.pi / 8)
    return np.round(corners + (size - 1) / 2).astype(np.int32)


def _write(plate: Painted, style: str, middle: int, shrink: float, bgr: Colour) -> None:
    import cv2

    ink = (*bgr, 255)
    size = plate.shape[0]
    if style == "stop_arabic":
        for stroke in _STOP_ARABIC:
            points = np.round((np.array(stroke) * shrink + 0.5) * size).astype(np.int32)
            cv2.polylines(plate, [points], False, ink, round(size * 0.055), cv2.LINE_AA)
    elif style == "stop_hand":
        for x, top in ((-0.16, -0.14), (-0.06, -0.22), (0.04, -0.24), (0.14, -0.17)):
            ends = [(middle + round(x * size), middle + round(y * size)) for y in (top, 0.1)]
            cv2.line(plate, ends[0], ends[1], ink, round(size * 0.075), cv2.LINE_AA)
        cv2.ellipse(plate, (middle, middle + size // 8), (size // 5, size // 7), 0, 0, 360, ink, -1)
    elif style != "stop_plain":
        scale, thick = size / 512 * 5.0 * shrink, round(size * 0.05 * shrink)
        font = cv2.FONT_HERSHEY_SIMPLEX
        (wide, high), _ = cv2.getTextSize("STOP", font, scale, thick)
        fit = scale * min(1.0, 0.78 * shrink * size / wide)
        (wide, high), _ = cv2.getTextSize("STOP", font, fit, thick)
        place = (middle - wide // 2, middle + high // 2)
        cv2.putText(plate, "STOP", place, font, fit, ink, thick, cv2.LINE_AA)


_STOP_ARABIC: Sequence[Sequence[tuple[float, float]]] = (
    ((0.10, -0.02), (0.16, -0.09), (0.23, -0.04), (0.21, 0.04), (0.12, 0.03), (0.10, -0.02)),
    ((0.23, -0.02), (0.25, 0.1), (0.05, 0.11)),
    ((-0.16, 0.0), (-0.09, -0.08), (-0.01, -0.02), (-0.06, 0.05), (-0.14, 0.03), (-0.16, 0.0)),
    ((-0.01, -0.02), (0.05, 0.11), (-0.24, 0.12), (-0.29, 0.03)),
    ((0.13, -0.2), (0.131, -0.2)),
    ((0.21, -0.2), (0.211, -0.2)),
    ((-0.08, -0.19), (-0.081, -0.19)),
)
"""The word of Arabic stop signs, in strokes: shares of the plate from its middle."""


def _worn(plate: Painted, rng: np.random.Generator) -> Painted:
    """Return a plate that has stood in the sun and been scratched."""
    worn = plate.copy()
    shape = plate.shape[:2]
    pale = np.float32(rng.uniform(0.15, 0.4))
    colours = plate[..., :3].astype(np.float32)
    colours += pale * (np.array((170, 180, 195), np.float32) - colours)
    scratched = (layers(rng, shape, (3, 9, 25)) > rng.uniform(1.2, 1.9))[..., None]
    bare = np.array((120, 130, 135), np.float32)
    worn[..., :3] = np.where(scratched, bare, colours).clip(0, 255).astype(np.uint8)
    return worn


def _darker(colour: Colour) -> Colour:
    b, g, r = (round(level * 0.6) for level in colour)
    return (b, g, r)
