"""A small picture with transparency, drawn in shares of its side: what is put into a scene.

x runs to the right and y down, both from 0 to 1; a sign is drawn in the middle and leaves room
around itself for its pole and for the glow of its lamps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = Sequence[tuple[float, float]] | NDArray[Any]

Colour = tuple[float, float, float]
"""Blue, green, red, 0-255."""
_SHIFT = 6
"""Corners are given to OpenCV in 64ths of a pixel."""
FONTS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_TRIPLEX)


class Canvas:
    """A square of `side` pixels to draw on.

    Attributes:
        bgr: what was drawn, shape (side, side, 3).
        alpha: where something was drawn, shape (side, side).
        glow: light that is added to whatever lies below, shape (side, side, 3).
        outline: corners of what is labelled, in shares of the side.
        kind: what it is labelled as: "stop", "red", "amber", "green"; "" for a decoy.
    """

    def __init__(self, side: int) -> None:
        self.side = side
        self.bgr: NDArray[np.uint8] = np.zeros((side, side, 3), np.uint8)
        self.alpha: NDArray[np.uint8] = np.zeros((side, side), np.uint8)
        self.glow: NDArray[np.uint8] | None = None
        self.outline: NDArray[np.float64] = np.array([(0.25, 0.25), (0.75, 0.75)])
        self.kind = ""

    def polygon(self, points: Points, colour: Colour) -> None:
        """Fill a polygon."""
        corners = np.round(np.asarray(points, np.float64) * self.side * (1 << _SHIFT))
        for target, value in ((self.bgr, colour), (self.alpha, 255)):
            cv2.fillPoly(target, [corners.astype(np.int32)], value, cv2.LINE_AA, _SHIFT)

    def rectangle(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """Fill a rectangle: left, top, right, bottom."""
        left, top, right, bottom = box
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        self.ellipse(x, y, (radius, radius), colour)

    def ellipse(self, x: float, y: float, radii: tuple[float, float], colour: Colour) -> None:
        """Fill an ellipse."""
        unit = self.side * (1 << _SHIFT)
        middle = (round(x * unit), round(y * unit))
        axes = (max(1, round(radii[0] * unit)), max(1, round(radii[1] * unit)))
        for target, value in ((self.bgr, colour), (self.alpha, 255)):
            cv2.ellipse(target, middle, axes, 0, 0, 360, value, -1, cv2.LINE_AA, _SHIFT)

    def line(self, points: Points, colour: Colour, width: float, *, closed: bool = False) -> None:
        """Draw a line through points; its width is a share of the side too."""
        corners = np.round(np.asarray(points, np.float64) * self.side * (1 << _SHIFT))
        thick = max(1, round(width * self.side))
        for target, value in ((self.bgr, colour), (self.alpha, 255)):
            cv2.polylines(
                target, [corners.astype(np.int32)], closed, value, thick, cv2.LINE_AA, _SHIFT
            )

    def text(
        self,
        words: str,
        box: tuple[float, float, float, float],
        colour: Colour,
        font: int,
        bold: float,
    ) -> None:
        """Write words so that they fill a box: left, top, right, bottom."""
        (wide, high), _ = cv2.getTextSize(words, font, 2.0, max(1, round(bold)))
        sheet = np.zeros((high + 24, wide + 24), np.uint8)
        cv2.putText(sheet, words, (12, high + 12), font, 2.0, 255, max(1, round(bold)), cv2.LINE_AA)
        self.stencil(sheet, box, colour)

    def stencil(
        self, mask: NDArray[np.uint8], box: tuple[float, float, float, float], colour: Colour
    ) -> None:
        """Lay a colour on where a mask, stretched over a box, is white."""
        left, top, right, bottom = (round(share * self.side) for share in box)
        size = (max(1, right - left), max(1, bottom - top))
        laid = cv2.resize(mask, size, interpolation=cv2.INTER_AREA).astype(np.float32)[..., None]
        part = self.bgr[top:bottom, left:right]
        laid = laid[: part.shape[0], : part.shape[1]] / 255.0
        part[:] = (part * (1 - laid) + np.asarray(colour, np.float32) * laid).astype(np.uint8)

    def shine(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Add the glow of a lamp: strongest in its middle, faint at three radii."""
        if self.glow is None:
            self.glow = np.zeros_like(self.bgr)
        rows, columns = np.mgrid[0 : self.side, 0 : self.side].astype(np.float32) / self.side
        apart = ((columns - x) ** 2 + (rows - y) ** 2) / max(radius, 1e-3) ** 2
        light = np.exp(-apart)[..., None] * np.asarray(colour, np.float32)
        self.glow = np.minimum(self.glow + light, 255).astype(np.uint8)


def colour_of(hue_deg: float, saturation: float, value: float) -> Colour:
    """Return a colour by its hue (0 red, 120 green), saturation and value (both 0 to 1)."""
    sixth = (hue_deg % 360.0) / 60.0
    part = sixth % 1.0
    low, down = value * (1 - saturation), value * (1 - saturation * part)
    up = value * (1 - saturation * (1 - part))
    red, green, blue = (
        (value, up, low), (down, value, low), (low, value, up),
        (low, down, value), (up, low, value), (value, low, down),
    )[int(sixth) % 6]  # fmt: skip
    return blue * 255, green * 255, red * 255


def ring(corners: int, x: float, y: float, radius: float, turn_deg: float = 0.0) -> NDArray[Any]:
    """Return the corners of a regular polygon, the first one upwards plus a turn."""
    angles = np.radians(turn_deg - 90.0) + np.arange(corners) * 2 * np.pi / corners
    return np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)
