"""Takes the colour out of a drawing, as a black-and-white printer does."""

from __future__ import annotations

import re
from functools import lru_cache

from makerkit.wiring.colours import COLOURS

_COLOUR = re.compile(
    r"""((?:fill|stroke|stop-color)(?:="|:\s*))(#[0-9a-fA-F]{8}|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}|[a-zA-Z]+)"""
)
_GREYS = {
    "black": 0x00,
    "white": 0xFF,
    "red": 0x6B,
    "green": 0x78,
    "blue": 0x48,
    "yellow": 0xD8,
    "orange": 0xA0,
    "purple": 0x58,
    "cyan": 0xB0,
    "pink": 0xC8,
    "brown": 0x58,
}
_OTHER_GREY = 0x88

_ON_PAPER = {
    "#2f7d4f": "#ededed",
    "#1f5a38": "#777777",
    "#f4fff8": "#111111",
    "#eafff2": "#111111",
    "#dff3e6": "#222222",
    "#bfe6cc": "#555555",
}
"""The green board of the Pi becomes light, what is written on it dark: it is printed and copied."""


def in_grey(svg: str) -> str:
    """Return SVG elements with every colour as bright a grey."""
    return _COLOUR.sub(lambda match: match[1] + _grey(match[2]), svg)


@lru_cache(maxsize=512)
def _grey(colour: str) -> str:
    if colour.startswith("#"):
        colour = _ON_PAPER.get(colour, colour)
        digits = colour[1:7] if len(colour) > 4 else "".join(digit * 2 for digit in colour[1:])
        r, g, b = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
        level = round(0.299 * r + 0.587 * g + 0.114 * b)  # ITU-R BT.601
        return f"#{level:02x}{level:02x}{level:02x}{colour[7:]}"
    if colour.lower() not in COLOURS:
        return colour  # none, url, currentColor
    level = _GREYS.get(colour.lower(), _OTHER_GREY)
    return f"#{level:02x}{level:02x}{level:02x}"
