"""What is wrong with a calibration, learned while driving.

Four numbers: how much farther down the camera looks than believed (rad), how much higher it sits
(share), how far it is turned to the left (rad), and how much the lens' k1 is off. The first two and
the last show in the width of the lane, near and far; the turn in that the car drifts although the
lane seems straight ahead.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.calibration import Calibration

Floats = NDArray[np.float64]

STRAIGHT: Floats = np.zeros(4)
ASSUMED = np.array([0.035, 0.10, 0.022, 0.10])
"""One sigma of the four where the calibration is only assumed."""
MEASURED = np.array([0.006, 0.015, 0.006, 0.02])
"""The same where it was measured with the sheet."""
DRIFT = np.array([1e-4, 3e-4, 5e-5, 1e-4])
"""What they may change in one picture: cameras are bumped and sag."""


@dataclass(frozen=True, eq=False, slots=True)
class Rays:
    """Where streaks lie, and what is needed to correct them.

    Attributes:
        rows: (5, n) metres ahead of the camera, not of the axle; metres to its left; r^2 of the ray
            in the lens; how far the ray points down, radians; how much farther down as k1 falls.
        height_m, forward_m: of the camera.
    """

    rows: Floats
    height_m: float
    forward_m: float

    @classmethod
    def of(cls, calibration: Calibration, x_m: Floats, y_m: Floats) -> "Rays":
        """Return those of places on the floor as a calibration has them."""
        to_lens, forward_m = calibration.to_lens, calibration.forward_m
        across, down, depth = to_lens[:, :2] @ np.stack([x_m, y_m]) + to_lens[:, 2:]
        across, down = across / depth, down / depth
        rows = np.empty((5, len(x_m)))
        np.subtract(x_m, forward_m, out=rows[0])
        rows[1] = y_m
        square = np.add(across * across, down * down, out=rows[2])
        np.arctan(calibration.height_m / rows[0], out=rows[3])
        np.divide(square * down, 1 + down * down, out=rows[4])
        return cls(rows, calibration.height_m, forward_m)

    def only(self, these: NDArray[np.intp]) -> "Rays":
        """Return some of them."""
        return Rays(self.rows.take(these, 1), self.height_m, self.forward_m)

    def corrected(self, lean: Floats) -> tuple[Floats, Floats, Floats]:
        """Return x, y in metres with a lean taken out, and how they change with it, (2, 4, n)."""
        pitch, height, yaw, k1 = lean.tolist()
        ahead_m, left_m, square, down_rad, turned = self.rows
        high = self.height_m * math.exp(height)
        ahead = high / np.tan(np.maximum(down_rad + pitch - k1 * turned, 0.03))
        # By -k1 r^2 is the ray farther out than it was believed to be.
        left = left_m * (ahead / ahead_m * (1 - k1 * square))
        change = np.empty((2, 4, len(ahead)))
        by_pitch = np.divide(ahead * ahead + high * high, -high, out=change[0, 0])
        change[0, 1] = change[1, 2] = ahead
        np.negative(left, out=change[0, 2])
        np.multiply(by_pitch, -turned, out=change[0, 3])
        np.multiply(change[0, ::3], left / ahead, out=change[1, ::3])
        change[1, 1] = left
        change[1, 3] -= left * square
        return self.forward_m + ahead - yaw * left, left + yaw * ahead, change


def applied(calibration: Calibration, lean: Floats) -> Calibration:
    """Return the calibration with a lean taken into it."""
    return calibration.leaning(*(float(number) for number in lean))
