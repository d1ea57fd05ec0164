"""Rooms, floors and roads behind the signs, put together at random, or taken from photographs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from workshop.training.sign_canvas import colour_of

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Picture = NDArray[Any]

PHOTOGRAPHED = 0.35
Size = tuple[int, int]
"""Width and height in pixels."""


def background(chance: Generator, size: Size, photographs: list[Picture]) -> Picture:
    """Return a scene without signs, BGR."""
    if photographs and chance.random() < PHOTOGRAPHED:
        return _part_of(photographs[int(chance.integers(len(photographs)))], chance, size)
    return room(chance, size)


def _part_of(photograph: Picture, chance: Generator, size: Size) -> Picture:
    height, width = photograph.shape[:2]
    share = chance.uniform(0.3, 1.0)
    wide = max(8, int(width * share))
    high = max(8, min(height, int(wide * size[1] / size[0])))
    x, y = int(chance.integers(0, width - wide + 1)), int(chance.integers(0, height - high + 1))
    part = photograph[y : y + high, x : x + wide]
    if chance.random() < 0.5:
        part = part[:, ::-1]
    return cv2.resize(part, size, interpolation=cv2.INTER_AREA)


def room(chance: Generator, size: Size) -> Picture:
    """Return a wall with things before it, a floor and perhaps a road."""
    width, height = size
    horizon = int(height * chance.uniform(0.05, 0.6))
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = _dull(chance)
    _things(picture, chance, horizon)
    picture[horizon:] = _dull(chance)
    _structure(picture, chance, horizon)
    if chance.random() < 0.7:
        _road(picture, chance, horizon)
    return picture


def _dull(chance: Generator) -> tuple[float, float, float]:
    saturation = chance.uniform(0, 0.25) if chance.random() < 0.65 else chance.uniform(0.2, 0.75)
    hue = chance.uniform(15, 50) if chance.random() < 0.6 else chance.uniform(0, 360)
    return colour_of(hue, saturation, chance.uniform(0.1, 0.95))


def _things(picture: Picture, chance: Generator, horizon: int) -> None:
    height, width = picture.shape[:2]
    for _ in range(int(chance.integers(2, 14))):
        x, wide = int(chance.integers(-20, width)), int(width * chance.uniform(0.02, 0.4))
        bottom = int(horizon + chance.uniform(-0.2, 0.15) * height)
        top = int(bottom - height * chance.uniform(0.03, 0.5))
        kind = chance.random()
        if kind < 0.6:
            cv2.rectangle(picture, (x, top), (x + wide, bottom), _dull(chance), -1)
        elif kind < 0.8:
            cv2.ellipse(
                picture,
                (x, bottom),
                (wide // 2 + 1, abs(bottom - top) // 2 + 1),
                chance.uniform(0, 90),
                0,
                360,
                _dull(chance),
                -1,
            )
        else:
            points = np.stack(
                [chance.uniform(x, x + wide + 1, 5), chance.uniform(top, bottom + 1, 5)], 1
            )
            cv2.fillPoly(picture, [points.astype(np.int32)], _dull(chance))
    if chance.random() < 0.35:  # a window or a lamp on the ceiling
        x, wide = int(chance.integers(0, width)), int(width * chance.uniform(0.03, 0.3))
        cv2.rectangle(
            picture,
            (x, 0),
            (x + wide, int(horizon * chance.uniform(0.2, 1.0))),
            (255, 252, 245),
            -1,
        )


def _structure(picture: Picture, chance: Generator, horizon: int) -> None:
    """Let the floor have a grain, seams, and the picture a fall of light."""
    height, width = picture.shape[0] // 2, picture.shape[1] // 2
    grain = np.zeros((height, width), np.float32)
    for cells in (8, 48):
        coarse = chance.normal(0, chance.uniform(0, 9), (max(2, height * cells // width), cells))
        grain += cv2.resize(coarse.astype(np.float32), (width, height))
    if chance.random() < 0.4:
        middle = width // 2
        for x in (
            chance.uniform(-width, 2 * width, int(chance.integers(3, 12))).astype(int).tolist()
        ):
            start = (middle + (x - middle) // 4, horizon // 2)
            cv2.line(grain, start, (x, height), chance.uniform(-45, 45), 1)
    fall = np.linspace(chance.uniform(-45, 45), chance.uniform(-45, 45), width, dtype=np.float32)
    grain += fall + chance.uniform(-20, 20)
    full = cv2.resize(grain, (picture.shape[1], picture.shape[0]))
    cv2.add(picture, cv2.merge([full] * 3), picture, dtype=cv2.CV_8U)


def _road(picture: Picture, chance: Generator, horizon: int) -> None:
    height, width = picture.shape[:2]
    away = (width * chance.uniform(0.3, 0.7), horizon + 3)
    marks = [
        colour_of(48, chance.uniform(0.5, 1), chance.uniform(0.6, 1.0)),
        colour_of(0, 0, chance.uniform(0.6, 1.0)),
    ]
    if chance.random() < 0.15:
        marks.append(colour_of(chance.choice([0, 120, 215]), 0.8, 0.8))
    bend = chance.uniform(-0.4, 0.4) * width
    for near in (chance.uniform(-0.3, 0.35), chance.uniform(0.65, 1.3)):
        steps = np.linspace(0, 1, 12)[:, None] ** 1.7
        line = np.asarray(away) + steps * (np.array([near * width, height]) - np.asarray(away))
        line[:, 0] += bend * (1 - steps[:, 0]) * steps[:, 0]
        colour = marks[int(chance.integers(len(marks)))]
        for i in range(11):
            if chance.random() < 0.9:
                cv2.line(
                    picture,
                    line[i].astype(int).tolist(),
                    line[i + 1].astype(int).tolist(),
                    colour,
                    1 + int(steps[i, 0] * width * 0.03),
                    cv2.LINE_AA,
                )
