"""Where a picture is red, amber or green, whatever the light of the room does to its colours.

No fixed window of hues: the white of the room is judged first (grey world, held back so that one
big red thing cannot turn it round), then each colour is a ratio of channels, which neither the
brightness of the lamp nor the exposure changes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]
    Mask = NDArray[Any]

BELIEVED = 0.5
"""Grey world is believed by this power: rooms are not grey, and lamps are not white."""
GAINS = (0.7, 1.4)
EVERY = 8
"""The white is judged by every eighth pixel of every eighth row."""
LEAST_USABLE = 30
RED_SHARES = (0.62, 0.78, 0.9)
"""Something is red where blue and green are less than this share of red: three degrees, because
what is red before brown is cut out by the first, what is faded before grey by the last."""
FAINT = 8
"""Darker than this, a colour is noise."""
BLUE, GREEN, RED = range(3)


@dataclass(frozen=True, slots=True)
class Colours:
    """What of a picture has which colour; each shape (H, W), 0 or 255.

    Attributes:
        reds: from what is surely red to what is reddish: faded, hazy, mixed with white letters;
            orange and brown too.
        amber: between red and green, without blue.
        green: also the bluish green of a green LED.
        bright: what has one of these colours and is brighter than what is around it.
        excess: by how much something is brighter than what is around it.
        strength: how far the strongest channel is above the weakest.
    """

    reds: tuple[Mask, ...]
    amber: Mask
    green: Mask
    bright: Mask
    excess: Mask
    strength: Mask


def white_gains(picture: Picture) -> tuple[float, float, float]:
    """Return by how much blue, green and red have to be multiplied to make the room grey."""
    height, width = picture.shape[:2]
    size = (max(1, width // EVERY), max(1, height // EVERY))
    few = cv2.resize(picture, size, interpolation=cv2.INTER_NEAREST)
    usable = cv2.inRange(few, (12, 12, 12), (245, 245, 245))
    means = cv2.mean(few, usable if cv2.countNonZero(usable) > LEAST_USABLE else None)
    blue, _, red = (_gain((means[1] + 1.0) / (mean + 1.0)) for mean in means[:3])
    return blue, 1.0, red


def colours_of(picture: Picture, gains: tuple[float, float, float]) -> Colours:
    """Tell the colours of signs and lamps apart.

    Args:
        picture: BGR, shape (H, W, 3).
        gains: from `white_gains`.
    """
    channels = cv2.split(cv2.GaussianBlur(picture, (3, 3), 0))

    def times(channel: int, factor: float) -> Mask:
        return cv2.convertScaleAbs(channels[channel], alpha=factor * gains[channel])

    blue, green, red = times(BLUE, 1.0), channels[GREEN], times(RED, 1.0)  # green's gain is 1
    other = cv2.max(blue, green)
    reds = tuple(
        _over(cv2.subtract(times(RED, share), other), FAINT * share) for share in RED_SHARES
    )
    yellow = cv2.min(times(RED, 0.84), times(GREEN, 1.05))
    amber = cv2.min(cv2.subtract(yellow, blue), cv2.subtract(red, times(GREEN, 0.9)))
    greenish = cv2.min(
        cv2.subtract(times(GREEN, 0.92), red), cv2.subtract(green, times(BLUE, 0.92))
    )
    amber, greenish = _over(amber, 4), _over(greenish, 4)
    coloured = cv2.bitwise_or(cv2.bitwise_or(amber, greenish), reds[-1])
    light = cv2.max(red, green)
    around = _around(light)
    brighter = _over(cv2.subtract(light, cv2.convertScaleAbs(around, alpha=1.12, beta=8)), 0)
    return Colours(
        reds,
        amber,
        greenish,
        cv2.bitwise_and(coloured, brighter),
        cv2.subtract(light, around),
        cv2.subtract(cv2.max(light, blue), cv2.min(cv2.min(red, green), blue)),
    )


def _around(light: Mask) -> Mask:
    """Return how bright the neighbourhood is: of a lamp its housing, or its own glow."""
    height, width = light.shape
    around = cv2.resize(
        light, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA
    )
    side = max(3, width // 4 // 12 | 1)
    return cv2.resize(cv2.blur(around, (side, side)), (width, height))


def _gain(ratio: float) -> float:
    return min(max(math.pow(ratio, BELIEVED), GAINS[0]), GAINS[1])


def _over(values: Mask, limit: float) -> Mask:
    return cv2.threshold(values, limit, 255, cv2.THRESH_BINARY)[1]
