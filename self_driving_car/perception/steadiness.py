"""Tells a painted mark from a chance row of edges: along it the picture must go on looking alike.

A guess of a camera can lay a lane through trees and furniture, where streaks of all colours can be
found on any curve. A mark is of one colour against one floor, it goes on as near as the picture
shows, and it is measured here in the picture itself, in which its near part counts most.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.birds_eye import Image
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.marks import EVERY_COLOUR

Floats = NDArray[np.float64]

ALONG_M = np.linspace(0.02, 1.0, 60)
POINTS = 32
"""So many places of a mark are looked at, evenly in the picture."""
ACROSS = np.linspace(-1.3, 1.3, 15)
"""Where around each of them, in widths of the widest mark."""
MIDDLE, BESIDE = slice(4, 11), (slice(0, 4), slice(11, 15))
LEAST = 6.0
"""Grey levels that a mark differs from its floor at least."""
OF_CLEAREST = 0.4
OF_STEP = 0.7
"""Share of a mark's contrast by which the floor on its two sides may differ."""
BONNET = 0.94
"""Share of the picture's height below which it may show the car itself."""


def steadiness(
    picture: Image, camera: Calibration, arc: Floats, sides_m: Floats, widest_m: float
) -> Floats:
    """Return (m,) the share of each mark, 0 to 1, that looks as the rest does; nan: out of view.

    Args:
        arc: offset m, heading rad, curvature 1/m of the middle of the lane.
        sides_m: where the marks lie to the left of it.
        widest_m: no mark is wider.
    """
    return np.array([_of_mark(picture, camera, arc, side, widest_m) for side in sides_m])


def mean_of(shares: Floats) -> float:
    """Return the mean of the shares of marks that are in view; 0.0 where none is."""
    there = shares[np.isfinite(shares)]
    return float(there.mean()) if len(there) else 0.0


def _of_mark(
    picture: Image, camera: Calibration, arc: Floats, side_m: float, widest_m: float
) -> float:
    seen = camera.pixels(_floor(arc, ALONG_M, np.array([side_m])))
    height, width = picture.shape[:2]
    inside = (seen > 0).all(1) & (seen[:, 0] < width - 1) & (seen[:, 1] < BONNET * height)
    if inside.sum() < 2:
        return float("nan")
    steps = np.hypot(*np.diff(seen, axis=0).T) * (inside[1:] & inside[:-1])
    way = np.concatenate([[0.0], np.cumsum(np.nan_to_num(steps))])
    if way[-1] < height / 10:
        return float("nan")
    at_m = np.interp(np.linspace(0, way[-1], POINTS), way, ALONG_M)
    at = camera.pixels(_floor(arc, at_m, side_m + ACROSS * widest_m))
    return _alike(_colours(picture, at).reshape(len(ACROSS), POINTS, 3))


def beside_arc(arc: Floats, along_m: Floats, sides_m: Floats) -> tuple[Floats, Floats]:
    """Return x and y, (sides, along) each, of places on the floor along an arc, to its left."""
    offset, heading, bend = arc
    turned = heading + bend * along_m
    way = turned - bend * along_m / 2
    x = along_m * np.cos(way) - sides_m[:, None] * np.sin(turned)
    y = offset + along_m * np.sin(way) + sides_m[:, None] * np.cos(turned)
    return x, y


def _floor(arc: Floats, along_m: Floats, sides_m: Floats) -> Floats:
    """Return (sides * along, 2) places on the floor along an arc, and to the left of it."""
    x, y = beside_arc(arc, along_m, sides_m)
    return np.column_stack([x.ravel(), y.ravel()])


def _colours(picture: Image, at: Floats) -> Floats:
    there = np.nan_to_num(at, nan=-1e4).clip(-1e4, 1e4).astype(np.float32)
    across, down = there[None, :, 0].copy(), there[None, :, 1].copy()
    seen = cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen[0], np.float64)


def _alike(colours: Floats) -> float:
    """Return for how many places (across, n, 3) of a mark the same contrast is seen."""
    planes = colours @ EVERY_COLOUR.T
    left, right = (np.median(planes[beside], 0) for beside in BESIDE)
    contrast = planes[MIDDLE].max(0) - (left + right) / 2
    clearest = np.maximum(LEAST, OF_CLEAREST * np.percentile(contrast, 80, axis=0))
    good = (contrast > clearest) & (np.abs(left - right) < OF_STEP * contrast)
    return float(good.mean(0).max())
