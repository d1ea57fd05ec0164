"""Light or body? What tells a patch of light from somebody who moves."""

import math

import numpy as np

from security_system.motion.background import DARK, Background
from security_system.motion.blobs import Blob
from security_system.motion.cells import Mask, Values

DEEPEST_SHADOW = 0.3
"""What is darker than this share of the background is no shadow: light comes from elsewhere too."""
ALIKE = 0.65
"""Correlation of the texture with the background's from which on it is the same surface."""
CLEAR_TEXTURE = 3.0
"""Times the noise: below this a correlation says nothing."""
LEAST_TEXTURE = 6.0
"""Squared grey levels."""
FEWEST_PAIRS = 6
ONE_WAY = 0.8


class Nature:
    """What a blob looks like.

    Attributes:
        is_light: the surface behind is still to be seen, brighter or darker.
        way: 1 when it is brighter than the background all over, -1 when darker, 0 when mixed.
    """

    __slots__ = ("is_light", "way")

    def __init__(self, *, is_light: bool, way: int) -> None:
        self.is_light = is_light
        self.way = way


def nature_of(
    blob: Blob, cells: Values, difference: Values, background: Background, changed: Mask
) -> Nature:
    """Return whether a blob is light on the surface behind.

    The differences of neighbouring cells inside of it are compared with those of the background:
    light multiplies them all alike, a body has its own.
    """
    place = blob.place
    inside = changed[place].view(np.bool_)
    off = difference[place][inside]
    many = max(blob.cells, 1)
    mean_off, strength = float(off.sum()) / many, float(np.abs(off).sum()) / many
    way = 0 if abs(mean_off) < ONE_WAY * strength else int(math.copysign(1, mean_off))
    expected = background.expected[place]
    base = float(expected[inside].sum()) / many + DARK
    if (base + mean_off) / base < DEEPEST_SHADOW:
        return Nature(is_light=False, way=way)
    noise = 2.0 * float(background.variance[place][inside].sum()) / many + 0.5
    is_light = _is_alike(cells[place], expected, inside, noise)
    return Nature(is_light=is_light, way=way)


def _is_alike(cells: Values, expected: Values, inside: np.ndarray, noise: float) -> bool:
    """Return whether the texture is the background's."""
    beside = inside[:, 1:] & inside[:, :-1]
    below = inside[1:] & inside[:-1]
    known_x = (expected[:, 1:] - expected[:, :-1])[beside]
    known_y = (expected[1:] - expected[:-1])[below]
    pairs = len(known_x) + len(known_y)
    if pairs < FEWEST_PAIRS:
        return False
    known_power = float(known_x @ known_x + known_y @ known_y)
    if known_power < max(CLEAR_TEXTURE * noise, LEAST_TEXTURE) * pairs:
        return False
    seen_x, seen_y = (cells[:, 1:] - cells[:, :-1])[beside], (cells[1:] - cells[:-1])[below]
    seen_power = float(seen_x @ seen_x + seen_y @ seen_y)
    together = float(seen_x @ known_x + seen_y @ known_y)
    return together > ALIKE * math.sqrt(seen_power * known_power)


class Steps:
    """Tells when the light of the whole room jumps, and until when the camera gets used to it."""

    MUCH = 0.5
    """Share of the cells that change at once: somebody who comes in changes fewer, or slowly."""
    LEAP, WITH_LEAP = 0.15, 0.2
    """Logarithm of the light from one frame to the next, and the share that is enough with it."""
    WITHIN_S = 0.35
    SETTLES_S = 0.5
    LONGEST_S = 4.0
    """A camera's exposure has followed a lamp after two or three seconds."""
    FOLLOWS = 0.2
    """Logarithm of the light per second: more means that the exposure still changes."""

    def __init__(self) -> None:
        self._shares: list[tuple[float, float]] = []
        self._first_s = self.last_s = -math.inf

    def is_step(self, share: float, gain: float, t_s: float, dt_s: float) -> bool:
        """Return whether the background has to be taken anew.

        Args:
            share: of the cells that changed.
            gain: how much brighter the whole became since the last frame.
        """
        before = self._shares[0][1] if self._shares else 0.0
        self._shares = [entry for entry in self._shares if t_s - self.WITHIN_S < entry[0] <= t_s]
        self._shares.append((t_s, share))
        settles = 0.0 <= t_s - self.last_s < self.SETTLES_S
        leap = abs(math.log(max(gain, 1e-3)))
        follows = settles and leap > self.FOLLOWS * dt_s
        is_leap = leap > self.LEAP and share > self.WITH_LEAP
        is_long = t_s - self._first_s > self.LONGEST_S
        is_more = settles and not is_long and (share > self.MUCH or follows)
        if share - before <= self.MUCH and not is_leap and not is_more:
            return False
        if not settles:
            self._first_s = t_s
        self.last_s = t_s
        self._shares = [(t_s, 0.0)]
        return True
