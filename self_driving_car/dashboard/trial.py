"""A calibration that is tried before it is kept: the picture, its points, and what they say."""

import json
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError
from self_driving_car.perception.calibration import Calibration

Floats = NDArray[np.float64]
POINTS_LONGEST = 400
CORNERS = 4
ABOVE_CELL_M = 0.002
ABOVE_NEAR_M, ABOVE_FAR_M, ABOVE_SIDE_M = 0.14, 0.62, 0.24
FOUND, OUTLINE, AXIS = (62, 214, 106), (0, 204, 255), (84, 84, 245)


@dataclass(frozen=True)
class Trial:
    """What came of one try.

    Attributes:
        picture: on which the points were found, (h, w, 3).
        pixels: the points, (n, 2).
        calibration: what they make.
        by_hand: whether somebody has set them.
    """

    picture: NDArray[np.uint8]
    pixels: Floats
    calibration: Calibration
    by_hand: bool

    @property
    def residual_mm(self) -> float:
        """How far the points are from where they should be, on the floor."""
        return 1000 * (self.calibration.residual_m or 0.0)

    @property
    def height_cm(self) -> float:
        """How high the camera sits by it."""
        return 100 * self.calibration.height_m

    @property
    def horizon_share(self) -> float:
        """Where the horizon is, as a share of the picture's height from above."""
        return self.calibration.horizon_px / self.calibration.size[1]


def find(picture: NDArray[np.uint8], about: Calibration, front_m: float) -> Trial:
    """Find the printed sheet in a picture and calibrate by it.

    Raises:
        BadInputError: it is not there, or does not lie as it should.
    """
    from self_driving_car.perception.calibrating import calibrate
    from self_driving_car.perception.sheet import inner_corners
    from self_driving_car.perception.sheet_finder import find_sheet

    pixels = find_sheet(picture, about)
    if pixels is None:
        raise BadInputError(
            "The sheet is not seen whole. Lay it flat before the car, its arrow at the car's "
            "middle, without shadow or glare on it; or set its four corners by hand."
        )
    size = (picture.shape[1], picture.shape[0])
    made = calibrate(size, pixels, inner_corners(front_m))
    return Trial(picture, pixels, made, by_hand=False)


def by_corners(picture: NDArray[np.uint8], shares: Floats, front_m: float) -> Trial:
    """Calibrate by the four outer corners of the board, set by hand.

    Args:
        shares: (4, 2), across and down, each from 0 to 1.

    Raises:
        BadInputError: they make no sense together.
    """
    from self_driving_car.perception.calibrating import calibrate
    from self_driving_car.perception.sheet import outer_corners

    size = (picture.shape[1], picture.shape[0])
    pixels = shares * np.array(size, float)
    made = calibrate(size, pixels, outer_corners(front_m))
    return Trial(picture, pixels, made, by_hand=True)


def corners_in(text: str) -> Floats:
    """Return the corners that a page sends: [[0.31, 0.9], ...].

    Raises:
        BadInputError: they are none.
    """
    try:
        given = json.loads(text[:POINTS_LONGEST])
        shares = np.array(given, float)
    except (ValueError, TypeError):
        shares = np.zeros(0)
    if shares.shape != (CORNERS, 2) or not ((shares >= 0) & (shares <= 1)).all():
        raise BadInputError("Set all four corners of the board, inside the picture.")
    return shares


def expected_corners(
    about: Calibration, size: tuple[int, int], front_m: float
) -> list[list[float]]:
    """Return where the corners would be if the camera sat as now, as shares of the picture."""
    from self_driving_car.perception.sheet import outer_corners

    pixels = about.for_size(size).pixels(outer_corners(front_m))
    shares = np.nan_to_num(pixels / np.array(size, float), nan=0.5).clip(0.02, 0.98)
    return [[round(float(x), 4), round(float(y), 4)] for x, y in shares]


def seen_picture(trial: Trial) -> Any:
    """Return the picture, larger, with the points in it."""
    import cv2

    large = cv2.resize(trial.picture, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    for x, y in np.round(trial.pixels * 2).astype(int):
        cv2.circle(large, (int(x), int(y)), 5, (0, 0, 0), 3, cv2.LINE_AA)
        cv2.circle(large, (int(x), int(y)), 5, FOUND, 2, cv2.LINE_AA)
    return large


def above_picture(picture: Any, calibration: Calibration, front_m: float) -> Any:
    """Return the floor from above by a calibration, with where the board has to be drawn in.

    Squares that are square and lie in the drawn outline: the calibration is right.
    """
    import cv2

    from self_driving_car.perception.sheet import outer_corners

    size = (picture.shape[1], picture.shape[0])
    rows = round((ABOVE_FAR_M - ABOVE_NEAR_M) / ABOVE_CELL_M)
    columns = round(2 * ABOVE_SIDE_M / ABOVE_CELL_M)
    x, y = np.meshgrid(
        ABOVE_FAR_M - np.arange(rows) * ABOVE_CELL_M,
        ABOVE_SIDE_M - np.arange(columns) * ABOVE_CELL_M,
        indexing="ij",
    )
    at = calibration.for_size(size).pixels(np.column_stack([x.ravel(), y.ravel()]))
    across, down = np.nan_to_num(at, nan=-10.0).astype(np.float32).T.reshape(2, rows, columns)
    small = cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    above = cv2.resize(small, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    outline = [_cell(place) for place in outer_corners(front_m)]
    cv2.polylines(above, [np.array(outline, np.int32)], True, OUTLINE, 2, cv2.LINE_AA)
    cv2.line(above, _cell((ABOVE_NEAR_M, 0.0)), _cell((ABOVE_FAR_M, 0.0)), AXIS, 1, cv2.LINE_AA)
    return above


def _cell(place_m: Any) -> tuple[int, int]:
    x, y = float(place_m[0]), float(place_m[1])
    across, down = (ABOVE_SIDE_M - y) / ABOVE_CELL_M, (ABOVE_FAR_M - x) / ABOVE_CELL_M
    return math.floor(2 * across), math.floor(2 * down)
