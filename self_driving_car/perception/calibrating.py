"""From places on the floor and where they are in the picture to a calibration.

What is sought is how the camera sits: height, tilt, turn and roll, where before the axle, and with
enough points also the lens. A free homography would fit the sheet better and the road behind it
worse. Each number is held to what the drawing of the kit says, as loosely as cars differ.
"""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError
from self_driving_car.perception.calibration import (
    AHEAD_M,
    HEIGHT_M,
    NOMINAL_K1,
    PITCH_RAD,
    VIEW_RAD,
    Calibration,
    Size,
)

Floats = NDArray[np.float64]

#: height_m, pitch, yaw, ahead_m, roll, left_m, view, k1
USUAL = np.array([HEIGHT_M, PITCH_RAD, 0.0, AHEAD_M, 0.0, 0.0, VIEW_RAD, NOMINAL_K1])
LOOSE = np.array([0.03, 0.14, 0.08, 0.03, 0.05, 0.015, 0.05, 0.1])
"""Standard deviations."""
LENS = 6
"""From this place on it is the lens: four points say nothing of it."""
MANY = 12
SHARP_PX, TAPPED_PX = 0.4, 2.0
"""How well corners are found, and how well a finger taps; of pictures 320 pixels wide."""
ROUNDS = 30
WORST_M = {True: 0.006, False: 0.020}
"""With many points, and with taps: what fits worse is no sheet that lies as it should."""
HEIGHTS_M = (0.04, 0.40)


def calibrate(size: Size, pixels: Floats, floor_m: Floats) -> Calibration:
    """Return the calibration of a camera.

    Args:
        size: of the picture.
        pixels: (n, 2), n at least 4.
        floor_m: (n, 2), the same places in the car's frame.

    Raises:
        BadInputError: the points make no sense together; the message says what to look at.
    """
    pixels, floor_m = np.asarray(pixels, float), np.asarray(floor_m, float)
    if len(pixels) < 4 or pixels.shape != floor_m.shape or not np.isfinite(pixels).all():
        raise BadInputError(f"Four points are needed at least, in the picture (got {len(pixels)}).")
    has_many = len(pixels) >= MANY
    blur_px = (SHARP_PX if has_many else TAPPED_PX) * size[0] / 320
    count = len(USUAL) if has_many else LENS

    def off(numbers: Floats) -> Floats:
        seen = np.nan_to_num(_camera(size, numbers).pixels(floor_m), nan=1e4)
        held = (numbers[:count] - USUAL[:count]) / LOOSE[:count]
        return np.concatenate([((seen - pixels) / blur_px).ravel(), held])

    made = _camera(size, _least(off, USUAL.copy(), count))
    error_m = made.floor(pixels) - floor_m
    residual_m = float(np.sqrt((error_m**2).sum(1).mean()))
    _check(made, residual_m, has_many=has_many)
    return replace(made, residual_m=residual_m)


def _camera(size: Size, numbers: Floats) -> Calibration:
    height, pitch, yaw, ahead, roll, left, view, k1 = (float(number) for number in numbers)
    made = Calibration.mounted(
        size, view_rad=view, k1=k1, height_m=height, pitch_rad=pitch, yaw_rad=yaw, ahead_m=ahead
    )
    lens = np.array([[made.focal_px, 0, size[0] / 2], [0, made.focal_px, size[1] / 2], [0, 0, 1]])
    cos, sin = math.cos(roll), math.sin(roll)
    rolled = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]])
    aside = np.array([[1, 0, 0], [0, 1, -left], [0, 0, 1.0]])
    return replace(made, to_picture=lens @ rolled @ np.linalg.inv(lens) @ made.to_picture @ aside)


def _least(off: Callable[[Floats], Floats], numbers: Floats, count: int) -> Floats:
    """Return the numbers, of which the first `count` may change, with the least squares of `off`.

    Levenberg and Marquardt's way.
    """
    damping, now = 1e-3, off(numbers)
    for _ in range(ROUNDS):
        slope = _slope(off, numbers, now, count)
        square = slope.T @ slope
        step = np.linalg.solve(square + damping * np.diag(np.diag(square)), -slope.T @ now)
        tried = numbers.copy()
        tried[:count] += step
        then = off(tried)
        if then @ then < now @ now:
            numbers, now, damping = tried, then, damping / 5
        else:
            damping *= 4
        if np.abs(step / LOOSE[:count]).max() < 1e-6:
            break
    return numbers


def _slope(off: Callable[[Floats], Floats], numbers: Floats, now: Floats, count: int) -> Floats:
    columns = []
    for at in range(count):
        moved, step = numbers.copy(), LOOSE[at] * 1e-4
        moved[at] += step
        columns.append((off(moved) - now) / step)
    return np.column_stack(columns)


def _check(made: Calibration, residual_m: float, *, has_many: bool) -> None:
    worst_m = WORST_M[has_many]
    if not residual_m <= worst_m:
        raise BadInputError(
            f"The points do not fit together: {residual_m * 1000:.0f} mm off on the floor, "
            f"{worst_m * 1000:.0f} mm at most. Does the sheet lie flat and straight before the "
            "car, printed at 100 %? Were the corners tapped in their order?"
        )
    if not HEIGHTS_M[0] <= made.height_m <= HEIGHTS_M[1]:
        raise BadInputError(
            f"By these points the camera would sit {made.height_m * 100:.0f} cm above the floor, "
            f"which is not from {HEIGHTS_M[0] * 100:.0f} to {HEIGHTS_M[1] * 100:.0f} cm. Is the "
            "sheet printed at 100 %?"
        )
