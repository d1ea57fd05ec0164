"""Where a sign or a light stands, by its size in the picture and by where it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from self_driving_car.perception.seen import Box
    from self_driving_car.perception.sign_settings import SignSettings


BLURRED = 1.08
"""Blur makes a box so much larger than the thing: measured on the simulated track, 0.4 to 1.6 m."""


class Lens(Protocol):
    """What has to be known of the camera: `self_driving_car.perception.calibration.Calibration`."""

    @property
    def focal_px(self) -> float:
        """The focal length in pixels of the picture."""

    @property
    def middle_px(self) -> tuple[float, float]:
        """Where the lens looks straight ahead, in pixels of the picture."""

    @property
    def horizon_px(self) -> float:
        """The row beyond which no floor is seen."""

    @property
    def height_m(self) -> float:
        """How high above the floor the lens sits."""

    @property
    def forward_m(self) -> float:
        """How far the lens is before the driven axle."""


LOWEST_M, LOWER_PER_M = 0.045, 0.05
"""The middle of what stands is higher than this; less, the further away it is judged to be: a
camera may look too far down by three degrees."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; None for all without a calibration.

    Attributes:
        ahead_m: from the car's front, straight ahead.
        left_m: from the car's middle.
        up_m: its middle above the floor.
        away_m: from the lens.
    """

    ahead_m: float | None = None
    left_m: float | None = None
    up_m: float | None = None
    away_m: float = 0.0

    @property
    def lies(self) -> bool:
        """Whether it lies on the floor: red tape, seen from the side, may look like a plate."""
        return self.up_m is not None and self.up_m < LOWEST_M - LOWER_PER_M * self.away_m


def place_of(
    box: Box, settings: SignSettings, lens: Lens | None, *, is_light: bool = False
) -> Place:
    """Return where a thing stands, judged by its size in the picture.

    Args:
        box: of a plate or a housing.
        settings: section [signs]; it knows how big the things are.
        lens: of the camera.
        is_light: a housing's height is its size; a plate's longer side is, as it may be turned.
    """
    if lens is None:
        return Place()
    size_px = box[3] if is_light else max(box[2], box[3])
    size_m = settings.housing_m if is_light else settings.plate_m
    away_m = lens.focal_px * size_m / max(1, size_px) * BLURRED
    left_m = (lens.middle_px[0] - box[0] - box[2] / 2) / lens.focal_px * away_m
    down = (box[1] + box[3] / 2 - lens.horizon_px) / lens.focal_px
    ahead_m = max(0.0, away_m + lens.forward_m - settings.front_m)
    return Place(ahead_m, left_m, lens.height_m - down * away_m, away_m)
