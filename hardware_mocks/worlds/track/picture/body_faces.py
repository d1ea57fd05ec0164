"""How boxes, walkers, cars and clutter look, each from the side that one sees."""

from __future__ import annotations

from typing import Any

import numpy as np

from hardware_mocks.worlds.track.picture.look import Colour
from hardware_mocks.worlds.track.picture.sprites import (
    Painted,
    empty,
    filled,
    roughened,
    shrunk,
)

COLOURS: dict[str, Colour] = {
    "brown": (95, 140, 180),
    "red": (40, 38, 180),
    "orange": (30, 110, 225),
    "yellow": (45, 190, 225),
    "green": (70, 140, 60),
    "blue": (165, 90, 40),
    "white": (220, 222, 222),
    "grey": (125, 125, 125),
    "black": (38, 36, 36),
}
CLUTTER = ("red ball", "orange cone", "red cup", "yellow ball", "green cup", "red book")
_FINE = 3
_SKIN: tuple[Colour, ...] = ((140, 175, 215), (90, 130, 180), (60, 90, 130))


def colour_of(looks: str, other: str) -> Colour:
    """Return the colour that is named in some looks, or another one."""
    return next((bgr for name, bgr in COLOURS.items() if name in looks), COLOURS[other])


def box_side(looks: str, side: str, rng: np.random.Generator) -> Painted:
    """Return one side ("front", "side", "top") of a box: cardboard with a strip of tape."""
    import cv2

    bgr = colour_of(looks, "brown")
    face = filled(96, 96, bgr)
    if bgr == COLOURS["brown"]:
        tape = (*(round(v * 0.85 + 25) for v in bgr), 255)
        if side == "top":
            face[42:54] = tape
        elif side == "front":
            face[:26, 42:54] = tape
            cv2.rectangle(face, (60, 58), (86, 78), (205, 210, 212, 255), -1)
            for row in range(62, 77, 4):
                cv2.line(face, (63, row), (63 + int(rng.integers(8, 20)), row), (60, 60, 60, 255))
    cv2.rectangle(face, (0, 0), (95, 95), (*(round(v * 0.8) for v in bgr), 255), 2)
    return roughened(face, rng, 2.5)


def walker(rng: np.random.Generator, stride: float) -> Painted:
    """Return a person from the front, 2.5 times as high as wide.

    Args:
        rng: clothes.
        stride: -1.0 to 1.0, which leg is forward.
    """
    import cv2

    rows, columns = 240 * _FINE, 96 * _FINE
    body = empty(rows, columns)
    shirt = list(COLOURS.values())[int(rng.integers(len(COLOURS)))]
    trousers = [(70, 50, 40), (60, 60, 64), (90, 110, 130)][int(rng.integers(3))]
    skin = _SKIN[int(rng.integers(len(_SKIN)))]

    def at(x: float, y: float) -> tuple[int, int]:
        return round(x * columns), round(y * rows)

    def limb(points: list[tuple[int, int]], bgr: Colour, wide: float) -> None:
        shape = [np.array(points, np.int32)]
        cv2.polylines(body, shape, False, (*bgr, 255), round(wide * columns), cv2.LINE_AA)

    for side in (-1, 1):
        foot_y = 0.96 - 0.035 * max(0.0, side * stride)
        foot_x = 0.5 + side * 0.13
        limb([at(0.5 + side * 0.1, 0.52), at(foot_x, foot_y - 0.02)], trousers, 0.17)
        limb([at(foot_x - 0.03, foot_y), at(foot_x + 0.05, foot_y)], (40, 40, 45), 0.14)
        hand = at(0.5 + side * 0.36, 0.52 + 0.03 * side * stride)
        limb([at(0.5 + side * 0.24, 0.24), at(0.5 + side * 0.33, 0.4), hand], shirt, 0.11)
        cv2.circle(body, hand, round(0.055 * columns), (*skin, 255), -1, cv2.LINE_AA)
    cv2.ellipse(body, at(0.5, 0.36), at(0.27, 0.18), 0, 0, 360, (*shirt, 255), -1, cv2.LINE_AA)
    limb([at(0.5, 0.16), at(0.5, 0.2)], skin, 0.12)
    cv2.ellipse(body, at(0.5, 0.1), at(0.15, 0.075), 0, 0, 360, (*skin, 255), -1, cv2.LINE_AA)
    cv2.ellipse(body, at(0.5, 0.075), at(0.16, 0.06), 0, 180, 360, (35, 40, 50, 255), -1)
    return roughened(shrunk(body, _FINE), rng, 5.0)


def car_side(side: str, bgr: Colour, rng: np.random.Generator) -> Painted:
    """Return one side ("front", "back", "left", "right", "top") of a small car's body."""
    import cv2

    face = filled(96, 128, bgr)
    dark = (*(round(v * 0.45) for v in bgr), 255)
    if side == "top":
        cv2.rectangle(face, (38, 12), (92, 84), dark, -1)
    elif side in {"front", "back"}:
        lamp = (120, 235, 250, 255) if side == "front" else (50, 40, 215, 255)
        cv2.rectangle(face, (14, 6), (114, 40), (60, 52, 48, 255), -1)
        for x in (8, 100):
            cv2.rectangle(face, (x, 50), (x + 20, 64), lamp, -1)
        cv2.rectangle(face, (46, 66), (82, 80), (210, 215, 215, 255), -1)
        for x in (4, 106):
            cv2.rectangle(face, (x, 78), (x + 18, 95), (28, 28, 28, 255), -1)
    else:
        cv2.rectangle(face, (30, 8), (100, 38), (60, 52, 48, 255), -1)
        for x in (28, 100):
            cv2.circle(face, (x, 76), 19, (28, 28, 28, 255), -1, cv2.LINE_AA)
            cv2.circle(face, (x, 76), 8, (150, 150, 150, 255), -1, cv2.LINE_AA)
    return roughened(face, rng, 3.0)


def clutter(looks: str, rng: np.random.Generator) -> Painted:
    """Return something round, conical or square in the colour of a sign, that is none."""
    import cv2

    size = 96 * _FINE
    thing = empty(size, size)
    bgr = colour_of(looks, "red")
    ink = (*bgr, 255)
    if "cone" in looks:
        shape = [(0.44, 0.0), (0.56, 0.0), (0.85, 0.9), (1.0, 0.92), (1.0, 1.0), (0.0, 1.0),
                 (0.0, 0.92), (0.15, 0.9)]  # fmt: skip
        cv2.fillPoly(thing, [_scaled(shape, size)], ink)
        band = [(0.34, 0.32), (0.66, 0.32), (0.74, 0.58), (0.26, 0.58)]
        cv2.fillPoly(thing, [_scaled(band, size)], (225, 228, 230, 255))
    elif "cup" in looks:
        cv2.fillPoly(thing, [_scaled([(0, 0), (1, 0), (0.82, 1), (0.18, 1)], size)], ink)
        thing[: size // 16][thing[: size // 16, :, 3] > 0] = (225, 228, 230, 255)
    elif "book" in looks:
        thing[:] = ink
        cv2.rectangle(thing, (size // 6, size // 5), (size * 5 // 6, size // 3), (*COLOURS["white"],
                      255), -1)  # fmt: skip
    else:
        cv2.circle(thing, (size // 2, size // 2), size // 2 - 1, ink, -1, cv2.LINE_AA)
    return roughened(_rounded(shrunk(thing, _FINE)), rng, 4.0)


def contact_shadow() -> Painted:
    """Return the soft dark under a thing."""
    y, x = np.mgrid[-1:1:48j, -1:1:48j]
    dark: Any = np.clip(1.15 - np.hypot(x, y) * 1.2, 0, 1) ** 1.3 * 150
    shadow = empty(48, 48)
    shadow[..., 3] = dark.astype(np.uint8)
    return shadow


def _rounded(painted: Painted) -> Painted:
    """Return a picture lit from above on the left, as if its body were round."""
    rows, columns = painted.shape[:2]
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    light = 1.08 - 0.38 * (0.4 * y + 0.5 * x + 0.8 * np.clip(x**2 + 0.4 * y**2, 0, 1))
    lit = painted.copy()
    lit[..., :3] = np.clip(painted[..., :3] * light[..., None], 0, 255).astype(np.uint8)
    return lit


def _scaled(points: list[tuple[float, float]], size: int) -> Any:
    return np.round(np.array(points) * (size - 1)).astype(np.int32)
