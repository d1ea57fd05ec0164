"""A picture with a depth buffer, on which flat things are drawn where nothing hides them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats, Pinhole
from hardware_mocks.worlds.house.picture.raster import outline_of

Image = NDArray[np.uint8]
Color = tuple[int, int, int]
Rectangle = tuple[slice, slice]
SHIFT = 4
"""OpenCV takes places in sixteenths of a pixel."""


class Canvas:
    """A picture and how near everything in it is; both are drawn on.

    Attributes:
        floor: 255 where a floor is to be seen, on which shadows fall.
    """

    def __init__(
        self, pinhole: Pinhole, image: Image, nearness: Floats, floor: Image | None = None
    ) -> None:
        self.floor = np.zeros(nearness.shape, np.uint8) if floor is None else floor
        self.pinhole = pinhole
        self.image = image
        self.nearness = nearness

    def polygon(
        self, corners: Sequence[Sequence[float]], color: Color, *, slack: float = 1.0005
    ) -> bool:
        """Draw a flat convex outline (n, 3) of the house, and return whether it is to be seen.

        Args:
            slack: how much nearer it must be than what is there; below 1 it may be farther.
        """
        import cv2

        points = np.asarray(corners, float)
        outline = outline_of(self.pinhole, points)
        place = None if outline is None else self.rectangle(outline)
        if outline is None or place is None:
            return False
        rows, columns = place
        mask = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.uint8)
        fixed = np.round((outline - (columns.start, rows.start)) * (1 << SHIFT)).astype(np.int32)
        cv2.fillConvexPoly(mask, fixed, 255, cv2.LINE_AA, SHIFT)
        near = self._plane(points, place)
        hidden = near <= self.nearness[place] * np.float32(slack)
        mask[hidden] = 0
        if not cv2.countNonZero(mask):
            return False
        self.blend(place, mask, color)
        self.nearness[place] = np.where(mask > 127, near, self.nearness[place])
        return True

    def settle(
        self, place: Rectangle, before: Image, mask: Image, plane: NDArray[np.float64]
    ) -> None:
        """Put back what is nearer than a flat thing that was drawn, and keep how near it is.

        Args:
            before: the rectangle before it was drawn.
            mask: where it is, 255.
            plane: three points in its plane.
        """
        near = self._plane(plane, place)
        hidden = near <= self.nearness[place]
        np.copyto(self.image[place], before, where=hidden[..., None])
        shown = (mask > 0) & ~hidden
        self.nearness[place] = np.where(shown, near, self.nearness[place])

    def blend(self, place: Rectangle, mask: Image, color: Color) -> None:
        """Lay a colour over a rectangle, as strongly as the mask says."""
        part = self.image[place]
        weight = mask.astype(np.float32)[..., None] * np.float32(1 / 255)
        mixed = part + (np.asarray(color, np.float32) - part) * weight
        part[...] = (mixed + np.float32(0.5)).astype(np.uint8)

    def rectangle(self, outline: NDArray[np.float64], border: int = 1) -> Rectangle | None:
        """Return the part of the picture around some pixels, or None where it is outside."""
        width, height = self.pinhole.size
        x0, y0 = np.maximum(np.floor(outline.min(0)) - border, 0).astype(int).tolist()
        x1 = min(int(outline[:, 0].max()) + 2 + border, width)
        y1 = min(int(outline[:, 1].max()) + 2 + border, height)
        return (slice(y0, y1), slice(x0, x1)) if x1 > x0 and y1 > y0 else None

    def _plane(self, points: NDArray[np.float64], place: Rectangle) -> Floats:
        """Return one over the depth of the plane of an outline, over a rectangle."""
        hole = self.pinhole
        normal = np.cross(points[1] - points[0], points[2] - points[1])
        offset = float(normal @ (points[0] - hole.at)) or 1e-9
        right, down, forward = (hole.axes @ normal) / offset
        rows, columns = place
        u = (np.arange(columns.start, columns.stop) - hole.center[0]) / hole.focal_px
        v = (np.arange(rows.start, rows.stop) - hole.center[1]) / hole.focal_px
        near = (u * right + forward)[None, :] + (v * down)[:, None]
        return np.asarray(near, np.float32)
