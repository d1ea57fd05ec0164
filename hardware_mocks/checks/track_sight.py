"""What a check knows of the marks in the picture of the car's camera."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from hardware_mocks.worlds.track.road import Mark
    from hardware_mocks.worlds.track.state import Pose
    from hardware_mocks.worlds.track.track import Track as World

SIZE = (320, 240)
LEAST_PX = 150
"""Less of a mark in sight is as good as none."""
_NEAR_M, _FAR_M = 0.07, 2.5


def place_of_marks(world: World, from_row: int) -> float | None:
    """Return where the marks are below a row of a 320x240 picture, in the mean.

    Returns:
        -1.0 (left edge) to 1.0 (right edge), or None when there is nothing to be seen of them.
    """
    import cv2

    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    for mark in world.road.marks:
        for quad in _quads(world, mark):
            cv2.fillConvexPoly(mask, np.round(quad).astype(np.int32), 255)
    mask[:from_row] = 0
    if cv2.countNonZero(mask) < LEAST_PX:
        return None
    columns = np.nonzero(mask)[1]
    return float(columns.mean() - (SIZE[0] - 1) / 2) / (SIZE[0] / 2)


def _quads(world: World, mark: Mark) -> list[NDArray[Any]]:
    """Return the pieces of a mark that the camera sees, each with its corners in pixels."""
    from hardware_mocks.worlds.track.picture.camera import CarCamera

    looks = world.view.looks
    camera = CarCamera(looks, SIZE)
    points = np.concatenate([mark.points, mark.points[:1]]) if mark.is_closed else mark.points
    along = np.gradient(points, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1) * mark.width_m * looks.mark_width / 2
    places = [_seen_from(world.state().car, points + way * aside) for way in (1, -1)]
    pixels = [camera.seen(np.column_stack([place, np.zeros(len(place))]))[0] for place in places]
    is_near = (places[0][:, 0] > _NEAR_M) & (places[0][:, 0] < _FAR_M)
    is_seen = is_near & (np.abs(places[0][:, 1]) < places[0][:, 0] + 0.2)
    return [
        np.stack([pixels[0][n], pixels[0][n + 1], pixels[1][n + 1], pixels[1][n]])
        for n in np.nonzero(is_seen[:-1] & is_seen[1:])[0]
    ]


def _seen_from(car: Pose, points: NDArray[np.float64]) -> NDArray[np.float64]:
    cos, sin = math.cos(car.heading_rad), math.sin(car.heading_rad)
    moved = points - (car.x_m, car.y_m)
    return np.stack([moved @ (cos, sin), moved @ (-sin, cos)], axis=1)
