"""From light to the numbers of a picture: a screen's curve with a soft end for bright places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats

MID_GREY = 0.18
"""The light that becomes 118."""
_BRIGHTEST = 6.0
_STEPS = 4096


def _curve(light: Floats) -> Floats:
    """Return 0 to 255; up to twice the mid-grey as sRGB, then ever flatter up to _BRIGHTEST."""
    knee = 0.42
    over = np.maximum(light - knee, 0)
    room = 1 - knee
    soft = knee + room * (1 - np.exp(-over / room)) / (1 - np.exp(-(_BRIGHTEST - knee) / room))
    value = np.where(light < knee, light, soft)
    curved = np.where(value < 0.0031308, 12.92 * value, 1.055 * value ** (1 / 2.4) - 0.055)
    return np.asarray(np.clip(curved * 255, 0, 255), np.float32)


# Equal steps of the square root: fine where the curve is steep.
_AT = (np.arange(_STEPS, dtype=np.float32) / (_STEPS - 1)) ** 2 * _BRIGHTEST
_TABLE = np.round(_curve(_AT)).astype(np.uint8)
_SCALE = np.float32((_STEPS - 1) ** 2 / _BRIGHTEST)


def to_screen(light: Floats) -> NDArray[np.uint8]:
    """Return light, 0.18 for mid-grey, as numbers of a picture; `light` is used up."""
    light *= _SCALE
    np.sqrt(light, out=light)
    np.minimum(light, np.float32(_STEPS - 1), out=light)
    return _TABLE[light.astype(np.uint16)]


def color_on_screen(light: Floats) -> tuple[int, int, int]:
    """Return one colour, blue, green, red."""
    blue, green, red = to_screen(np.array(light, np.float32)).tolist()
    return blue, green, red
