"""A camera whose lens shows more than a polynomial can say: up to a fisheye.

A ray at distance r from the axis is seen at atan(s r) / s: s = 1 is a fisheye in which equal angles
are equally far apart; near 0 it is a lens without distortion. Near the middle that is Brown's model
with k1 = -s^2 / 3, so k1 goes on to say how strong it is, and the tracker learns it the same way.
"""

import math

import numpy as np

from self_driving_car.perception.calibration import Calibration, Floats, Size

STEEPEST_RAD = 1.5


class WideLens(Calibration):
    """A camera with a lens of any width; see `Calibration`."""

    @classmethod
    def looking(
        cls, size: Size, *, view_rad: float, bulge: float, pitch_rad: float, height_m: float
    ) -> "WideLens":
        """Return that of a camera which sees so far from left to right.

        Args:
            bulge: s, from 0 (none) to 1 (a fisheye).
        """
        edge = math.atan(math.tan(view_rad / 2) * bulge) / bulge
        camera = cls.mounted(
            size,
            view_rad=2 * math.atan(edge),
            k1=-(bulge**2) / 3,
            height_m=height_m,
            pitch_rad=pitch_rad,
        )
        assert isinstance(camera, WideLens)
        return camera

    def _distorted(self, flat: Floats) -> Floats:
        if self.k1 >= 0:
            return super()._distorted(flat)
        centre, bulge = np.array(self.size) / 2, math.sqrt(-3 * self.k1)
        ray = (flat - centre) / self.focal_px
        far = np.maximum(np.hypot(ray[:, 0], ray[:, 1]), 1e-9) * bulge
        return np.asarray(centre + ray * (np.arctan(far) / far)[:, None] * self.focal_px)

    def _undistorted(self, pixels: Floats) -> Floats:
        if self.k1 >= 0:
            return super()._undistorted(pixels)
        centre, bulge = np.array(self.size) / 2, math.sqrt(-3 * self.k1)
        seen = (pixels - centre) / self.focal_px
        far = np.maximum(np.hypot(seen[:, 0], seen[:, 1]), 1e-9) * bulge
        stretch = np.tan(np.minimum(far, STEEPEST_RAD)) / far
        return np.asarray(centre + seen * stretch[:, None] * self.focal_px)
