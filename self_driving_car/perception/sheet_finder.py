"""Finds the printed sheet in a picture: looked at from above, where its squares are square."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.sheet import INNER

Floats = NDArray[np.float64]
CELL_M = 0.0011
NEAR_M, FAR_M, SIDE_M = 0.14, 0.56, 0.19
QUICK = cv2.CALIB_CB_NORMALIZE_IMAGE + cv2.CALIB_CB_ACCURACY
THOROUGH = QUICK + cv2.CALIB_CB_EXHAUSTIVE
LOOKS = ((0.0, 1.0), (0.05, 1.0), (-0.05, 1.0), (0.0, 1.15), (0.0, 0.87))
"""Pitch and height that are tried: a camera that is bent a little shows squares that are not."""


def find_sheet(bgr: NDArray[np.uint8], about: Calibration | None = None) -> Floats | None:
    """Return the inner corners of the sheet in pixels, (n, 2), as `inner_corners` has them.

    Args:
        bgr: (height, width, 3).
        about: where the camera sits, roughly; by default as the drawing of the kit says.

    Returns:
        None where no whole sheet is in view, or it lies the wrong way.
    """
    size = (bgr.shape[1], bgr.shape[0])
    calibration = (about or Calibration.nominal(size)).for_size(size)
    grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)
    for pitch_rad, height in LOOKS:
        leaning = calibration.leaning(pitch_rad, float(np.log(height)), 0.0)
        found = _found(grey, leaning, QUICK)
        if found is not None:
            return found
    return _found(grey, calibration, THOROUGH)


def _found(grey: Any, calibration: Calibration, flags: int) -> Floats | None:
    rows, columns = round((FAR_M - NEAR_M) / CELL_M), round(2 * SIDE_M / CELL_M)
    x, y = np.meshgrid(
        FAR_M - np.arange(rows) * CELL_M, SIDE_M - np.arange(columns) * CELL_M, indexing="ij"
    )
    at = calibration.pixels(np.column_stack([x.ravel(), y.ravel()]))
    across, down = np.nan_to_num(at, nan=-1.0).astype(np.float32).T.reshape(2, rows, columns)
    above = cv2.remap(grey, across, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    is_found, corners = cv2.findChessboardCornersSB(above, INNER, None, flags)
    if not is_found:
        return None
    ordered = _ordered(np.asarray(corners, np.float64).reshape(-1, 2))
    if ordered is None:
        return None
    floor = np.column_stack([FAR_M - ordered[:, 1] * CELL_M, SIDE_M - ordered[:, 0] * CELL_M])
    return calibration.pixels(floor)


def _ordered(corners: Floats) -> Floats | None:
    """Return corners of the view from above row by row, the nearest row and the left one first."""
    across, along = INNER
    grid = corners.reshape(along, across, 2)
    to_right, to_near = grid[0, -1] - grid[0, 0], grid[-1, 0] - grid[0, 0]
    if abs(to_right[0]) < abs(to_right[1]) or abs(to_near[1]) < abs(to_near[0]):
        return None  # it lies across
    if to_right[0] < 0:
        grid = grid[:, ::-1]
    if to_near[1] > 0:  # rows of the picture count downwards, to the near
        grid = grid[::-1]
    return np.ascontiguousarray(grid).reshape(-1, 2)
