"""What is close to the camera's glass: rain before it, drops on windows, moths at its lamp."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import Canvas
from hardware_mocks.worlds.house.picture.surface import OUTDOORS, Ints
from hardware_mocks.worlds.house.plan import OUTSIDE, Plan
from hardware_mocks.worlds.house.state import HouseState, Insect

_LEVELS = 6
_FAST_S, _SLOW_S = 0.16, 0.31
"""How long a drop needs through the picture, near the camera and farther away."""
_DROPS = 40
Image = NDArray[np.uint8]


def draw_weather(
    canvas: Canvas, plan: Plan, camera: str, rooms: Ints, state: HouseState, seed: int
) -> None:
    """Draw rain, drops and insects of a moment."""
    x, y, _ = plan.cameras[camera].at
    level = round(state.rain * _LEVELS)
    if level and plan.room_at(x, y) == OUTSIDE:
        _rain(canvas.image, level, state.t_ns / 1e9, seed)
    elif level:
        _drops(canvas, plan, rooms, state, seed)
    is_lit = state.infrared.get(camera, False)
    for number, insect in enumerate(state.insects):
        if insect.camera == camera:
            _insect(canvas.image, insect, number, state.t_ns / 1e9, is_lit=is_lit)


def _rain(image: Image, level: int, t_s: float, seed: int) -> None:
    import cv2

    height, width = image.shape[:2]
    for layer, period_s in enumerate((_FAST_S, _SLOW_S)):
        tile = _streaks(height, width, level, layer, seed)
        turns = t_s / period_s
        jump = int(math.floor(turns) * 97 % width) // 2
        start = height - int(turns % 1 * height)
        cv2.add(image, tile[start : start + height, jump : jump + width], dst=image)


@lru_cache(maxsize=12)
def _streaks(height: int, width: int, level: int, layer: int, seed: int) -> Image:
    """Return twice a picture of falling drops, one above the other; they fit at their edges."""
    import cv2

    chance = np.random.default_rng([seed, layer, level])
    wide = width + width // 2
    tile = np.zeros((height, wide), np.uint8)
    long = height * (0.11 if layer == 0 else 0.06)
    for _ in range(level * (26 if layer == 0 else 60)):
        x, y = chance.uniform(0, wide), chance.uniform(0, height)
        size = long * chance.uniform(0.5, 1.2)
        bright = int(chance.uniform(16, 46) * (1.0 if layer == 0 else 0.6))
        thick = 1 + (layer == 0 and height > 300)
        for up in (0.0, -height, height):
            start, end = (round(x), round(y + up)), (round(x - size * 0.1), round(y + up + size))
            cv2.line(tile, start, end, bright, thick, cv2.LINE_AA)
    soft = cv2.blur(tile, (2, 3))
    return np.asarray(cv2.merge([np.vstack([soft, soft])] * 3), np.uint8)


def _drops(canvas: Canvas, plan: Plan, rooms: Ints, state: HouseState, seed: int) -> None:
    """Draw drops that run down the glass of windows."""
    hole, height = canvas.pinhole, rooms.shape[0]
    for number, window in enumerate(plan.windows.values()):
        (xa, ya), (xb, yb) = window.ends
        count = round(_DROPS * state.rain)
        points = []
        for drop in range(count):
            lot = _lot(seed, number, drop)
            fall = (lot[1] + state.t_ns / 1e9 * (0.05 + 0.25 * lot[2] ** 3)) % 1
            z = window.head_m - fall * (window.head_m - window.sill_m)
            points.append((xa + (xb - xa) * lot[0], ya + (yb - ya) * lot[0], z))
        pixels, depth = hole.project(np.array(points).reshape(-1, 3))
        for (x, y), far in zip(pixels.tolist(), depth.tolist(), strict=True):
            column, row = round(x), round(y)
            inside = far > 0.1 and 0 < column < rooms.shape[1] - 1 and 0 < row < height - 1
            if inside and rooms[row, column] == OUTDOORS and canvas.nearness[row, column] < 1 / far:
                _drop(canvas.image, column, row, max(1, round(0.012 * hole.focal_px / far)))


def _drop(image: Image, x: int, y: int, size: int) -> None:
    """A drop turns the picture behind it upside down: dark above, bright below."""
    part = image[max(0, y - size) : y + 1, x : x + size]
    part[...] = part // 4 * 3
    low = image[y + 1 : y + 1 + size, x : x + size]
    low[...] = 255 - (255 - low) // 4 * 3


@lru_cache(maxsize=4096)
def _lot(seed: int, window: int, drop: int) -> tuple[float, ...]:
    return tuple(np.random.default_rng([seed, window, drop]).random(3).tolist())


def _insect(image: Image, insect: Insect, number: int, t_s: float, *, is_lit: bool) -> None:
    """A moth is out of focus and moves while the picture is exposed: a soft bright streak."""
    import cv2

    height, width = image.shape[:2]
    x, y, long = insect.u * width, insect.v * height, insect.size * width
    turn = number * 2.4 + 2.5 * math.sin(t_s * 5.3 + number)
    reach = long * 0.75 + 3
    x0, y0 = max(0, int(x - reach)), max(0, int(y - reach))
    x1, y1 = min(width, int(x + reach) + 1), min(height, int(y + reach) + 1)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    step = (math.cos(turn) * long / 2, math.sin(turn) * long / 2)
    ends = [(round(x - x0 + s * step[0]), round(y - y0 + s * step[1])) for s in (-1, 1)]
    cv2.line(mask, ends[0], ends[1], 235 if is_lit else 60, max(1, round(long * 0.28)), cv2.LINE_AA)
    blur = max(3, round(long * 0.3)) | 1
    soft = cv2.blur(mask, (blur, blur))
    part = image[y0:y1, x0:x1]
    cv2.add(part, cv2.merge([soft] * 3), dst=part)
