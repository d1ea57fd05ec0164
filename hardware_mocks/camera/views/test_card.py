"""A test card: what a camera sees where nobody has said what it looks at.

Colour patches, a grey ramp, a circle, a clock hand that goes round once a second, and the time.
"""

from functools import lru_cache
from math import cos, pi, sin
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.view import WHOLE, Box, Scenery

OFFICE_LUX = 300.0
NS_PER_S = 1_000_000_000
_WIDTH, _HEIGHT = 1280, 960
_COLOURS = {
    "white": (235, 235, 235), "yellow": (30, 215, 235), "cyan": (215, 200, 30),
    "green": (60, 170, 40), "magenta": (180, 50, 200), "red": (35, 30, 200),
    "blue": (190, 60, 25), "black": (25, 25, 25),
}  # fmt: skip
_SKIN = ((150, 175, 215), (95, 130, 185), (60, 85, 130), (35, 50, 85))


class TestCard:
    """A test card in an office's light, 4:3.

    Args:
        name: written on it.
    """

    __test__ = False  # no test, whatever pytest thinks of its name

    def __init__(self, name: str = "camera") -> None:
        self._name = name

    def light(self, t_ns: int) -> float:
        """Return an office's light."""
        return OFFICE_LUX

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the card with its hand and time."""
        image = _cut_card(self._name, size, crop).copy()
        to_x, to_y = _scale(size, crop)
        middle = np.array([to_x(0.5), to_y(0.46)])
        turn = 2 * pi * (t_ns % NS_PER_S) / NS_PER_S
        length = abs(to_y(0.66) - to_y(0.46))
        end = middle + length * np.array([sin(turn), -cos(turn)])
        thick = max(1, round(length / 14))
        cv2.line(image, _point(middle), _point(end), (30, 30, 200), thick, cv2.LINE_AA)
        text = f"{t_ns / NS_PER_S:9.3f} s"
        tall = abs(to_y(0.86) - to_y(0.80)) / 30
        place = (round(to_x(0.36)), round(to_y(0.86)))
        cv2.putText(
            image, text, place, cv2.FONT_HERSHEY_SIMPLEX, tall, (20, 20, 20),
            max(1, round(tall * 2)), cv2.LINE_AA,
        )  # fmt: skip
        return Scenery(image, OFFICE_LUX)


def cut(picture: NDArray[Any], size: tuple[int, int], crop: Box) -> NDArray[Any]:
    """Return a share of a picture, brought to a size."""
    height, width = picture.shape[:2]
    x, y, wide, tall = crop
    if crop == WHOLE and size == (width, height):
        return picture
    left, top = round(x * width), round(y * height)
    right = max(left + 1, round((x + wide) * width))
    bottom = max(top + 1, round((y + tall) * height))
    piece = picture[top:bottom, left:right]
    is_smaller = size[0] < right - left
    return cv2.resize(piece, size, interpolation=cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR)


def _point(place: Any) -> tuple[int, int]:
    return round(float(place[0])), round(float(place[1]))


def _scale(size: tuple[int, int], crop: Box) -> tuple[Any, Any]:
    x, y, wide, tall = crop
    return (
        lambda share: (share - x) / wide * size[0],
        lambda share: (share - y) / tall * size[1],
    )


@lru_cache(maxsize=8)
def _cut_card(name: str, size: tuple[int, int], crop: Box) -> NDArray[Any]:
    return cut(_card(name), size, crop)


@lru_cache(maxsize=4)
def _card(name: str) -> NDArray[Any]:
    card = np.full((_HEIGHT, _WIDTH, 3), 118, np.uint8)
    for x in range(0, _WIDTH, 80):
        cv2.line(card, (x, 0), (x, _HEIGHT), (132, 132, 132), 1)
    for y in range(0, _HEIGHT, 80):
        cv2.line(card, (0, y), (_WIDTH, y), (132, 132, 132), 1)
    wide = _WIDTH // len(_COLOURS)
    for index, colour in enumerate(_COLOURS.values()):
        cv2.rectangle(card, (index * wide, 0), ((index + 1) * wide - 1, 159), colour, -1)
    for index in range(16):
        grey = round(16 + index * 219 / 15)
        left = index * _WIDTH // 16
        cv2.rectangle(card, (left, 880), (left + _WIDTH // 16, _HEIGHT), (grey,) * 3, -1)
    for index, skin in enumerate(_SKIN):
        cv2.rectangle(card, (40, 200 + index * 110), (150, 300 + index * 110), skin, -1)
    for index in range(1, 6):
        for line in range(220, 640, 2 * index):
            left = 1100 + (index - 1) * 32
            cv2.line(card, (left, line), (left + 24, line), (20, 20, 20), index)
    middle = (_WIDTH // 2, round(0.46 * _HEIGHT))
    cv2.circle(card, middle, 250, (225, 225, 225), -1, cv2.LINE_AA)
    cv2.circle(card, middle, 250, (40, 40, 40), 3, cv2.LINE_AA)
    for hour in range(12):
        turn = 2 * pi * hour / 12
        ends = [
            (round(middle[0] + r * sin(turn)), round(middle[1] - r * cos(turn))) for r in (222, 240)
        ]
        cv2.line(card, ends[0], ends[1], (40, 40, 40), 4, cv2.LINE_AA)
    font = cv2.FONT_HERSHEY_SIMPLEX
    (text_wide, _), _ = cv2.getTextSize(name, font, 1.4, 3)
    cv2.putText(
        card, name, (middle[0] - text_wide // 2, 760), font, 1.4, (20, 20, 20), 3, cv2.LINE_AA
    )
    card.flags.writeable = False
    return card
