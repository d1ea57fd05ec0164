"""The floor in front of the car as seen from above, by one table that `cv2.remap` reads."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.calibration import Calibration

Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of the bird's eye: row 0 is the nearest, column 0 the leftmost."""

    near_m: float = 0.15
    far_m: float = 1.15
    side_m: float = 0.60
    cell_m: float = 0.01

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows = round((self.far_m - self.near_m) / self.cell_m) + 1
        return rows, round(2 * self.side_m / self.cell_m) + 1

    @property
    def area_m2(self) -> float:
        """Of all cells."""
        return float(np.prod(self.shape)) * self.cell_m**2

    def x_m(self, row: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far ahead rows lie."""
        return self.near_m + row * self.cell_m

    def y_m(self, column: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far to the left columns lie."""
        return self.side_m - column * self.cell_m


class BirdsEye:
    """Makes the bird's eye of pictures of one camera."""

    def __init__(self, calibration: Calibration, grid: Grid) -> None:
        self.calibration = calibration
        self.grid = grid
        rows, columns = grid.shape
        x, y = np.meshgrid(
            grid.x_m(np.arange(rows, dtype=float)),
            grid.y_m(np.arange(columns, dtype=float)),
            indexing="ij",
        )
        at = calibration.pixels(np.column_stack([x.ravel(), y.ravel()]))
        at = np.nan_to_num(at, nan=-1e4).clip(-1e4, 1e4).reshape(rows, columns, 2)
        width, height = calibration.size
        inside = (at[..., 0] >= 0) & (at[..., 0] <= width - 1)
        inside &= (at[..., 1] >= 0) & (at[..., 1] <= height - 1)
        self.in_view: Image = inside.astype(np.uint8)
        """1 where the picture shows the floor of that cell."""
        # Clipped to the picture, its border goes on outside, and `remap` takes its quick way.
        across = np.ascontiguousarray(at[..., 0].clip(0, width - 1), np.float32)
        down = np.ascontiguousarray(at[..., 1].clip(0, height - 1), np.float32)
        self._maps = cv2.convertMaps(across, down, cv2.CV_16SC2)

    def look(self, bgr: Image) -> Image:
        """Return the floor from above, (rows, columns, 3); its border goes on outside."""
        seen = cv2.remap(bgr, *self._maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(seen, np.uint8)

    @cached_property
    def well_in_view(self) -> Image:
        """255 where a mark of 4 cm would be in view whole, else 0."""
        return np.asarray(cv2.erode(self.in_view, np.ones((1, 5), np.uint8)) * 255, np.uint8)
