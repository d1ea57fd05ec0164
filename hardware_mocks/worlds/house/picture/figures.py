"""Bodies on the picture: where their limbs land, who is before whom, what hides them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import SHIFT, Canvas, Rectangle
from hardware_mocks.worlds.house.picture.limbs import Limbs, limbs_of
from hardware_mocks.worlds.house.picture.pinhole import Floats, Pinhole
from hardware_mocks.worlds.house.state import Body

HALF_THICK_M = 0.1
"""A limb counts as so much nearer than its middle when something might hide it."""
_NEAREST_M = 0.25
_HALVES = {4: np.linspace(0.56, 1.44, 4) * math.pi, 6: np.linspace(0.5, 1.5, 6) * math.pi}
Tones = Sequence[tuple[float, float, float]]
"""How large each tone is, how far it is moved to the light, and how bright it is."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A body on the picture, ready to be drawn.

    Attributes:
        pixels: (n, 2, 2) the joints; radii: (n, 2) in pixels; near: one over metres forward (n);
            front: the same of what of it is nearest.
        place: the rectangle it takes.
        nearest: the largest of `front`.
    """

    body: Body
    limbs: Limbs
    pixels: NDArray[np.float64]
    radii: NDArray[np.float64]
    near: NDArray[np.float64]
    front: NDArray[np.float64]
    place: Rectangle
    nearest: float

    @property
    def tall_px(self) -> int:
        """How many rows of the picture it takes."""
        return int(self.place[0].stop - self.place[0].start)

    @property
    def corner(self) -> tuple[int, int]:
        """X and y of the upper left corner of its rectangle."""
        return self.place[1].start, self.place[0].start


def figures_of(canvas: Canvas, bodies: Sequence[Body]) -> list[Figure]:
    """Return the bodies in view, the farthest first."""
    hole = canvas.pinhole
    shown = [body for body in bodies if _might_be_seen(hole, body)]
    limbs = [limbs_of(body) for body in shown]
    if not limbs:
        return []
    seen = hole.to_camera(np.concatenate([one.ends for one in limbs]).reshape(-1, 3))
    pixels = hole.on_picture(seen).reshape(-1, 2, 2)
    depth = seen[:, 2].reshape(-1, 2)
    near = 1.0 / np.maximum(depth, 1e-3)
    radii = np.concatenate([one.radii for one in limbs]) * (near * hole.focal_px)
    middle = near.mean(1)
    found, first = [], 0
    for body, one in zip(shown, limbs, strict=True):
        part = slice(first, first + len(one.radii))
        first = part.stop
        if float(depth[part].min()) < _NEAREST_M:
            continue
        place = canvas.rectangle(pixels[part].reshape(-1, 2), math.ceil(radii[part].max()))
        if place is not None:
            front = middle[part] / (1 - HALF_THICK_M * middle[part])
            nearest = float(front.max())
            found.append(
                Figure(body, one, pixels[part], radii[part], middle[part], front, place, nearest)
            )
    return sorted(found, key=lambda figure: figure.nearest)


def _might_be_seen(hole: Pinhole, body: Body) -> bool:
    x, y, z = hole.at.tolist()
    right, _, forward = hole.axes.tolist()
    way = (body.x_m - x, body.y_m - y, 0.9 - z)
    ahead = way[0] * forward[0] + way[1] * forward[1] + way[2] * forward[2]
    aside = abs(way[0] * right[0] + way[1] * right[1])
    return bool(ahead > -1.2 and aside * hole.focal_px < (ahead + 1.5) * hole.size[0])


def silhouette(figure: Figure, corner: tuple[int, int], size: tuple[int, ...]) -> Floats:
    """Return how near a body is in a rectangle of the picture, 0 where it is not.

    Args:
        corner: x and y of the rectangle's upper left corner, in pixels.
        size: its rows and columns.
    """
    return filled(outlines(figure, corner, ((1.0, 0.0, 1.0),), (0.0, 0.0), 6)[0], figure, size)


def filled(shapes: NDArray[np.int32], figure: Figure, size: tuple[int, ...]) -> Floats:
    """Return the same from outlines of its limbs that are there already."""
    import cv2

    near = np.zeros(size, np.float32)
    for shape, nearness in zip(shapes, figure.front.tolist(), strict=True):
        cv2.fillConvexPoly(near, shape, nearness, cv2.LINE_8, SHIFT)
    return near


def outlines(
    figure: Figure,
    corner: tuple[int, int],
    tones: Tones,
    toward: tuple[float, float],
    points: int,
) -> NDArray[np.int32]:
    """Return the outline of each limb in each tone, in sixteenths of a pixel.

    Args:
        toward: the step on the picture to the light.
        points: how many points half a circle has, 4 or 6.

    Returns:
        (tones, n, 2 * points, 2): half a circle around each joint.
    """
    ends, radii = figure.pixels - corner, figure.radii * (1 << SHIFT)
    way = ends[:, 1] - ends[:, 0]
    turn = np.arctan2(way[:, 1], way[:, 0])[:, None] + _HALVES[points]
    ring = np.empty((len(ends), 2, points, 2))
    np.cos(turn, out=ring[:, 0, :, 0])
    np.sin(turn, out=ring[:, 0, :, 1])
    np.negative(ring[:, 0], out=ring[:, 1])
    middles = (ends * (1 << SHIFT))[:, :, None]
    shapes = np.empty((len(tones), *ring.shape), np.int32)
    for number, (size, move, _) in enumerate(tones):
        shift = (move * toward[0], move * toward[1])
        shapes[number] = (ring * size + shift) * radii[:, :, None, None] + middles
    return shapes.reshape(len(tones), len(ends), 2 * points, 2)
