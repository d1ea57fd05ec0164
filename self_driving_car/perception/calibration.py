"""Where the camera sits, so that a pixel becomes a place on the floor and back.

One homography from the floor to the picture of a lens without distortion, and one coefficient k1 of
the lens itself (Brown's model: a ray at distance r from the axis is seen at r (1 + k1 r^2)).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError

Floats = NDArray[np.float64]
Size = tuple[int, int]
"""Width and height of a picture in pixels."""

VIEW_RAD = math.radians(62.2)
"""Of the Raspberry Pi camera 2 from left to right (its data sheet)."""
NOMINAL_K1 = -0.12
HEIGHT_M, AHEAD_M, PITCH_RAD = 0.12, 0.05, math.radians(18)
"""The kit's camera: above the floor, before the axle, nose down."""


@dataclass(frozen=True, eq=False)
class Calibration:
    """One camera on one car.

    Attributes:
        size: of the pictures it holds for.
        focal_px: of the lens.
        k1: of the lens; negative: bulges outwards.
        to_picture: homography (3, 3) from (x, y, 1) on the floor, metres, to pixels of a lens
            without distortion.
        residual_m: how well the calibration's own points fit; None: it is only assumed.
        forward_m: how far the lens is before the driven axle.
    """

    size: Size
    focal_px: float
    k1: float
    to_picture: Floats
    residual_m: float | None = None
    forward_m: float = AHEAD_M

    @property
    def middle_px(self) -> tuple[float, float]:
        """The principal point: where the lens looks straight ahead."""
        return self.size[0] / 2, self.size[1] / 2

    @classmethod
    def nominal(cls, size: Size = (320, 240)) -> "Calibration":
        """Return that of the kit's camera, mounted as the drawing says."""
        return cls.mounted(size)

    @classmethod
    def mounted(
        cls,
        size: Size,
        *,
        view_rad: float = VIEW_RAD,
        k1: float = NOMINAL_K1,
        height_m: float = HEIGHT_M,
        pitch_rad: float = PITCH_RAD,
        yaw_rad: float = 0.0,
        ahead_m: float = AHEAD_M,
    ) -> "Calibration":
        """Return that of a camera of which lens and place are known.

        Args:
            pitch_rad: nose down positive.
            yaw_rad: turned to the left positive.
        """
        focal_px = size[0] / 2 / math.tan(view_rad / 2)
        sin_p, cos_p = math.sin(pitch_rad), math.cos(pitch_rad)
        sin_y, cos_y = math.sin(yaw_rad), math.cos(yaw_rad)
        turned = np.array([[cos_y, sin_y, 0], [-sin_y, cos_y, 0], [0, 0, 1]])
        to_camera = np.array([[0, -1, 0], [-sin_p, 0, -cos_p], [cos_p, 0, -sin_p]]) @ turned
        shift = -to_camera @ np.array([ahead_m, 0.0, height_m])
        lens = _lens(size, focal_px)
        floor = np.column_stack([to_camera[:, 0], to_camera[:, 1], shift])
        return cls(size, focal_px, k1, lens @ floor, forward_m=ahead_m)

    def to_dict(self) -> dict[str, Any]:
        """Return it as it is kept in a file."""
        return {
            "size": list(self.size),
            "focal_px": self.focal_px,
            "k1": self.k1,
            "floor_to_picture": self.to_picture.tolist(),
            "forward_m": self.forward_m,
            "residual_m": self.residual_m,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> "Calibration":
        """Read what `to_dict` gave.

        Raises:
            BadInputError: something is missing or no number.
        """
        try:
            width, height = (int(number) for number in kept["size"])
            picture = np.asarray(kept["floor_to_picture"], np.float64)
            lens = float(kept["focal_px"]), float(kept["k1"])
            residual = kept.get("residual_m")
            forward = float(kept.get("forward_m", AHEAD_M))
            if picture.shape != (3, 3) or not np.isfinite(picture).all() or lens[0] <= 0:
                raise ValueError("floor_to_picture is no 3 x 3 matrix, or focal_px is not positive")
        except (KeyError, TypeError, ValueError) as error:
            message = f"This is no calibration of a camera: {error}. Calibrate the camera again."
            raise BadInputError(message) from error
        measured = None if residual is None else float(residual)
        return cls((width, height), *lens, picture, measured, forward)

    def for_size(self, size: Size) -> "Calibration":
        """Return the same camera delivering pictures of another size."""
        if size == self.size:
            return self
        scale = size[0] / self.size[0]
        moved = (size[1] - self.size[1] * scale) / 2  # more or fewer rows: cut above and below
        scaling = np.array([[scale, 0, 0], [0, scale, moved], [0, 0, 1.0]])
        return replace(
            self, size=size, focal_px=self.focal_px * scale, to_picture=scaling @ self.to_picture
        )

    @cached_property
    def to_lens(self) -> Floats:
        """Homography (3, 3) from (x, y, 1) on the floor to (right, down, 1) before the lens."""
        inverse = np.linalg.inv(_lens(self.size, self.focal_px))
        return np.asarray(inverse @ self.to_picture, np.float64)

    @cached_property
    def height_m(self) -> float:
        """How high above the floor the lens sits."""
        placed = self.to_lens
        scale = (np.linalg.norm(placed[:, 0]) + np.linalg.norm(placed[:, 1])) / 2
        up = np.cross(placed[:, 0], placed[:, 1]) / scale**2
        return float(abs(up @ placed[:, 2]) / scale)

    def leaning(
        self, pitch_rad: float, height: float, yaw_rad: float, k1: float = 0.0
    ) -> "Calibration":
        """Return that of the same camera, mounted a little differently.

        Args:
            pitch_rad: how much farther down it looks.
            height: natural logarithm of how much higher it sits.
            yaw_rad: how far it is turned to the left.
            k1: what is added to the lens' own.
        """
        sin, cos = np.sin(pitch_rad), np.cos(pitch_rad)
        tipped = np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
        lens = _lens(self.size, self.focal_px)
        sin, cos, x, share = np.sin(yaw_rad), np.cos(yaw_rad), self.forward_m, np.exp(-height)
        back = np.array([[1, 0, -x], [0, 1, 0], [0, 0, 1.0]])
        turned = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1.0 / share]])
        floor = np.array([[1, 0, x], [0, 1, 0], [0, 0, 1.0]]) @ turned @ back
        moved = lens @ tipped @ np.linalg.inv(lens) @ self.to_picture @ floor
        return replace(self, to_picture=moved, k1=min(self.k1 + k1, 0.5))

    def pixels(self, floor_m: Floats) -> Floats:
        """Return where places (n, 2) on the floor are in the picture; NaN: behind the camera."""
        seen = np.column_stack([floor_m, np.ones(len(floor_m))]) @ self.to_picture.T
        depth = np.where(seen[:, 2] > 1e-6, seen[:, 2], np.nan)
        return self._distorted(seen[:, :2] / depth[:, None])

    def floor(self, pixels: Floats) -> Floats:
        """Return which places on the floor pixels (n, 2) show; NaN: at or above the horizon."""
        flat = self._undistorted(np.asarray(pixels, float))
        seen = np.column_stack([flat, np.ones(len(flat))]) @ np.linalg.inv(self.to_picture).T
        depth = np.where(seen[:, 2] > 1e-9, seen[:, 2], np.nan)
        return np.asarray(seen[:, :2] / depth[:, None])

    def _distorted(self, flat: Floats) -> Floats:
        centre = np.array(self.size) / 2
        ray = (flat - centre) / self.focal_px
        square = np.minimum((ray**2).sum(1), self._farthest_square())
        return np.asarray(centre + ray * (1 + self.k1 * square)[:, None] * self.focal_px)

    def _undistorted(self, pixels: Floats) -> Floats:
        centre = np.array(self.size) / 2
        seen = (pixels - centre) / self.focal_px
        ray = seen.copy()
        for _ in range(8):
            square = np.minimum((ray**2).sum(1), self._farthest_square())
            ray = seen / (1 + self.k1 * square)[:, None]
        return np.asarray(centre + ray * self.focal_px)

    def _farthest_square(self) -> float:
        """Return r^2 beyond which the lens' polynomial would turn back."""
        return 0.9 / (3 * -self.k1) if self.k1 < 0 else 1e9

    @property
    def horizon_px(self) -> float:
        """The row in the middle of the picture beyond which no floor is seen (may be negative)."""
        towards = self.to_picture[:, 0]
        return float(towards[1] / towards[2]) if abs(towards[2]) > 1e-9 else -1e9


def _lens(size: Size, focal_px: float) -> Floats:
    return np.array([[focal_px, 0, size[0] / 2], [0, focal_px, size[1] / 2], [0, 0, 1.0]])
